"""``qkg export``: write the graph, or some of its graphs, to a file or standard output."""

import os
import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qkg.cli.opening import load_settings, open_here
from qkg.cli.tables import CSVW, REVISED, TABLES, check, metadata_beside, revised, table
from qkg.errors import NoSuchGraph, OutputProblem, UnknownFormat

if TYPE_CHECKING:
    from qkg.store.inprocess import InProcessStore


def export(
    format: Annotated[
        str,
        typer.Option(
            help="ttl, nt, jsonld, rdf, trig, nq, n3 or csv; rdf12; for the figures csvw or parquet."
        ),
    ] = "ttl",
    graph: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Only this graph: its IRI or short name; repeatable."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write this file, all of it or nothing.")
    ] = None,
    store: Annotated[Path | None, typer.Option(help="Folder of your own store.")] = None,
) -> None:
    """Write the graph in a format that loads elsewhere; the same data gives the same bytes."""
    name = _known(format.lower())
    check(name, graph or [], out)
    source = open_here(load_settings(store=store))
    content = _written(source, name, graph or [])
    if out is None:
        sys.stdout.buffer.write(content)
        return
    replace(out, content)
    if name == CSVW:
        replace(*metadata_beside(out))


def _known(name: str) -> str:
    from qkg.dataset.export import NAMES

    names = (*NAMES, REVISED, *TABLES)
    if name not in names:
        raise UnknownFormat(f"no export format {name!r}; there are {', '.join(names)}")
    return name


def _written(source: "InProcessStore", name: str, graphs: list[str]) -> bytes:
    import asyncio

    from qkg.dataset.export import write

    if name in TABLES:
        return asyncio.run(table(source, name))
    quads = asyncio.run(_dump(source, graphs))
    return revised(quads) if name == REVISED else write(quads, name)


async def _dump(source: "InProcessStore", names: list[str]) -> bytes:
    from qkg.media import GRAPH_FORMATS, by_name
    from qkg.store.answer import collect

    wanted = chosen(names, await source.graphs()) if names else None
    nquads = by_name("nq", GRAPH_FORMATS)
    if nquads is None:
        raise AssertionError("N-Quads is among the formats")
    return await collect(await source.dump(nquads, wanted))


def chosen(names: list[str], there: dict[str, int]) -> list[str]:
    """The IRIs of the graphs named; NoSuchGraph lists what there is."""
    from qkg.namespaces import GRAPH, graph_iri

    iris = [graph_iri(name) for name in names]
    for name, iri in zip(names, iris, strict=True):
        if iri not in there:
            listed = ", ".join(sorted(known.removeprefix(GRAPH) for known in there))
            raise NoSuchGraph(f"there is no graph {name!r}; there are {listed}")
    return iris


def replace(path: Path, content: bytes) -> None:
    """Write the file so that a reader sees the old content or the new, never a part.

    The name beside it is known before the file is, so that an interrupt between the two leaves nothing.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}-{secrets.token_hex(4)}")
    try:
        with beside.open("xb") as file:
            file.write(content)
        beside.chmod(0o644)
        beside.replace(path)
    except OSError as error:
        raise OutputProblem(f"{path} cannot be written: {error.strerror}") from error
    finally:
        beside.unlink(missing_ok=True)
