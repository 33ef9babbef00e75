"""``qkg backup``: one state of a store or of a running server in one sealed file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qkg.cli.opening import load_settings
from qkg.errors import BadParameter

if TYPE_CHECKING:
    from qkg.dataset.backup import Manifest
    from qkg.settings import Settings


def backup(
    out: Annotated[
        Path, typer.Option(metavar="FILE", help="Write this file (.tar.zst), all of it or nothing.")
    ],
    store: Annotated[
        Path | None, typer.Option(help="Folder of your own store; a server may be running on it.")
    ] = None,
    server: Annotated[str | None, typer.Option(metavar="URL", help="Address of a running server.")] = None,
    quiet: Annotated[bool | None, typer.Option("--quiet", help="Print nothing but errors.")] = None,
) -> None:
    """Write a backup with a digest that says whether two datasets are the same."""
    import asyncio

    if server is not None and store is not None:
        raise BadParameter("--server and --store are two places; name one")
    settings = load_settings(store=store, quiet=quiet)
    manifest = from_server(server, out) if server is not None else asyncio.run(_from_store(settings, out))
    if not settings.quiet:
        print(f"{out}: {manifest.quads:,} quads of generation {manifest.generation}")
        print(f"{manifest.method} sha256 {manifest.sha256}")


def from_server(server: str, out: Path) -> "Manifest":
    """Through the protocol; the server goes on answering and taking writes."""
    import asyncio
    import tempfile

    from qkg.cli.server import Server
    from qkg.dataset.backup import make

    source = Server(server)
    try:
        with tempfile.TemporaryFile() as spool:
            return asyncio.run(make(source.snapshot(spool), out))
    finally:
        source.close()


async def _from_store(settings: "Settings", out: Path) -> "Manifest":
    """From the newest generation, which nobody changes; the folder itself is only read."""
    from qkg.cli.opening import store_folder
    from qkg.dataset.backup import Snapshot, make
    from qkg.media import GRAPH_FORMATS, by_name
    from qkg.store import folder
    from qkg.store.embedded import EmbeddedStore
    from qkg.store.limits import Limits

    if settings.store is not None and not folder.exists(settings.store):
        raise BadParameter(f"there is no store in {settings.store}")
    graph = EmbeddedStore(store_folder(settings)[0], Limits(workers=1))
    try:
        graphs = await graph.graphs()
        format = by_name("nq", GRAPH_FORMATS)
        if format is None:
            raise AssertionError
        answer = await graph.dump(format)
        state = answer.generation
        try:
            return await make(Snapshot(state.number, state.time, tuple(graphs), aiter(answer)), out)
        finally:
            await answer.aclose()
    finally:
        await graph.aclose()
