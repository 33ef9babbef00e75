"""``qkg query``: ask the graph without a server."""

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qkg.cli.opening import load_settings, open_here
from qkg.errors import BadParameter, UnknownFormat

if TYPE_CHECKING:
    from qkg.sparql.question import Question
    from qkg.store.contract import Request
    from qkg.store.inprocess import InProcessStore

TABLE = "table"


def query(
    what: Annotated[
        str | None, typer.Argument(metavar="FILE|TEXT|NAME", help="A file, '-', query text, or cq01 to cq30.")
    ] = None,
    format: Annotated[
        str,
        typer.Option(help="table; rows: csv, tsv, json, xml; triples: ttl, nt, jsonld, rdf, trig, nq, n3."),
    ] = TABLE,
    param: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=VALUE", help='Bind a variable: p=qkg:Agency, p=<iri>, p="text"@zh, p=42.'),
    ] = None,
    store: Annotated[Path | None, typer.Option(help="Folder of your own store.")] = None,
    data: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Ask these files in place of the packaged article."),
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="List the packaged questions.")] = False,
    lang: Annotated[str | None, typer.Option(help="zh or en, for titles [default: by LANG].")] = None,
) -> None:
    """Ask the graph one question and print the answer."""
    from qkg.cli.questions import read_question, show_list

    if list_:
        return show_list(lang)
    if what is None:
        raise BadParameter("say what to ask: a file, '-', query text, or a name such as cq01")
    request = _request(read_question(what), format, param or [])
    _print(_open(store, data), request, drawn=format == TABLE)
    return None


def _request(question: "Question", format: str, given: list[str]) -> "Request":
    from qkg.media import GRAPH_FORMATS, ROW_FORMATS, by_name
    from qkg.namespaces import PREFIXES
    from qkg.sparql.prepare import bindings
    from qkg.sparql.table import ROWS, TRIPLES
    from qkg.store.contract import Request

    rows, graph = by_name(format, ROW_FORMATS), by_name(format, GRAPH_FORMATS)
    if format == TABLE:
        rows, graph = ROWS, TRIPLES
    if rows is None and graph is None:
        names = [TABLE, *(one.name for one in (*ROW_FORMATS, *GRAPH_FORMATS))]
        raise UnknownFormat(f"no format {format!r}; there are {', '.join(names)}")
    bound = bindings(given, question.parameters, question.text)
    return Request(question.text, rows, graph, bound, PREFIXES, source=str(question.path))


def _open(store: Path | None, data: list[Path] | None) -> "InProcessStore":
    from qkg.dataset.assets import find_assets
    from qkg.dataset.cache import open_files
    from qkg.store.inprocess import InProcessStore

    if data and store:
        raise BadParameter("--store and --data exclude each other")
    if not data:
        return open_here(load_settings(store=store))
    return InProcessStore(open_files(data), context=find_assets().context)


def _print(graph: "InProcessStore", request: "Request", drawn: bool) -> None:
    from qkg.cli.drawing import draw
    from qkg.sparql.table import tabulate

    answer = asyncio.run(graph.query(request))
    if drawn:
        return draw(tabulate(b"".join(answer.blocks), answer.format))
    for block in answer.blocks:
        sys.stdout.buffer.write(block)
    if sys.stdout.isatty():
        print()
    return None
