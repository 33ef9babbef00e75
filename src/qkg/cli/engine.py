"""``qkg engine``: what an engine does that a store is to stand on, and taking over what others wrote."""

import asyncio
import json
from typing import TYPE_CHECKING, Annotated

import typer

from qkg.cli.opening import load_settings

if TYPE_CHECKING:
    from qkg.cli.engines import Reached
    from qkg.settings import Settings
    from qkg.store.remote.catalogue import Catalogue
    from qkg.store.remote.probe import Found

engine = typer.Typer(
    help="Engines that hold a store in place of a folder.", no_args_is_help=True, rich_markup_mode=None
)
URL = "Address of the engine, sparql+http://HOST:PORT/PATH; the credentials come from QKG_ENGINE_… settings."
Address = Annotated[str, typer.Argument(metavar="URL", help=URL)]


@engine.command("probe")
def probe(
    url: Address,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Try nothing by writing; else graphs are made and dropped.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Try what the engine does and hold it against its profile; exit code 1 on a contradiction."""
    from qkg.cli.engines import probe as tried

    settings = load_settings(engines=True, engine=url)
    reached, found = asyncio.run(tried(settings, not read_only))
    print(_document(reached, found)) if as_json else _draw(reached, found)
    if any(one.contradiction for one in found):
        raise SystemExit(1)


@engine.command("adopt")
def adopt(url: Address) -> None:
    """Take what stands on the engine into the catalogue, as a new generation, though others wrote it."""
    settings = load_settings(engines=True, engine=url)
    state = asyncio.run(_adopted(settings))
    print(f"{len(state.graphs):,} graphs, {state.quads:,} quads: generation {state.generation.number}")


async def _adopted(settings: "Settings") -> "Catalogue":
    from qkg.cli.engines import opened

    store = await opened(settings)
    try:
        return await store.adopt()
    finally:
        await store.aclose()


def _document(reached: "Reached", found: "list[Found]") -> str:
    profile = reached.client.profile
    listed = [
        {"name": one.name, "expected": one.expected, "found": one.found, "contradiction": one.contradiction}
        for one in found
    ]
    return json.dumps({"engine": reached.place, "profile": profile.name, "found": listed}, ensure_ascii=False)


def _draw(reached: "Reached", found: "list[Found]") -> None:
    from rich.console import Console
    from rich.table import Table

    profile = reached.client.profile
    table = Table(title=f"{reached.place}, profile {profile.name}", title_justify="left")
    for name in ("", "profile", "found", "verdict"):
        table.add_column(name, overflow="fold")
    for one in found:
        table.add_row(one.name, one.expected, one.found, one.contradiction or "ok")
    table.add_row("cut results", profile.cut, "", "")
    table.add_row("bulk loader", profile.bulk or "none", "", "")
    Console().print(table)
