"""``qkg export``: write the graph, or some of its graphs, to a file or standard output."""

import os
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from qkg.cli.opening import load_settings, open_engine
from qkg.errors import NoSuchGraph, OutputProblem, UnknownFormat


def export(
    format: Annotated[str, typer.Option(help="ttl, nt, jsonld, rdf, trig, nq or csv.")] = "ttl",
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
    from qkg.dataset.export import NAMES, write
    from qkg.store.embedded import EmbeddedStore

    if format.lower() not in NAMES:
        raise UnknownFormat(f"no export format {format!r}; there are {', '.join(NAMES)}")
    engine, _, _ = open_engine(load_settings(store=store))
    source = EmbeddedStore(engine)
    wanted = chosen(graph or [], source.graphs().result())
    content = write(source.dump(wanted).result(), format)
    if out is None:
        sys.stdout.buffer.write(content)
    else:
        replace(out, content)


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
    """Write the file so that a reader sees the old content or the new, never a part."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise OutputProblem(f"{path} cannot be written: {error.strerror}") from error
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        beside.chmod(0o644)
        beside.replace(path)
    except OSError as error:
        raise OutputProblem(f"{path} cannot be written: {error.strerror}") from error
    finally:
        beside.unlink(missing_ok=True)
