"""``qkg accept`` and ``qkg retract``: article graphs into a store or a running server, and out again."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qkg.cli.opening import load_settings
from qkg.errors import BadParameter, CheckFailed

if TYPE_CHECKING:
    import pyoxigraph as ox

    from qkg.cli.publishing import Publishing
    from qkg.ingest.acceptance import Change
    from qkg.settings import Settings

STORE = "Folder of your own store; made and filled at first use."
SERVER = "Address of a running server; the token is taken from QKG_WRITE_TOKEN."


def accept(
    drafts: Annotated[list[Path], typer.Argument(metavar="DRAFT…", help="Drafts in Turtle, of ingest.")],
    store: Annotated[Path | None, typer.Option(help=STORE)] = None,
    server: Annotated[str | None, typer.Option(metavar="URL", help=SERVER)] = None,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who accepts; kept in the graph.")] = "",
    quiet: Annotated[bool | None, typer.Option("--quiet", help="Print nothing but errors.")] = None,
) -> None:
    """Check each draft and publish it as its own graph, replacing that graph whole."""
    from qkg.ingest.acceptance import accepted, graph_of, questions

    settings = load_settings(store=store, quiet=quiet)
    read = [(path, _read(path)) for path in drafts]
    with _place(settings, server) as place:
        for path, triples in read:
            graph = graph_of(triples, str(path))
            _check(path, triples, place)
            change, number = place.change(questions(graph, triples), partial(accepted, graph, triples, by=by))
            if not settings.quiet:
                print(_accepted(change, number))


def retract(
    graphs: Annotated[
        list[str], typer.Argument(metavar="GRAPH…", help="Graph or article: its IRI or the end of it.")
    ],
    store: Annotated[Path | None, typer.Option(help="Folder of your own store.")] = None,
    server: Annotated[str | None, typer.Option(metavar="URL", help=SERVER)] = None,
    reason: Annotated[
        list[str] | None,
        typer.Option(metavar="TEXT", help="Why, for readers; once in Chinese and once in English."),
    ] = None,
    quiet: Annotated[bool | None, typer.Option("--quiet", help="Print nothing but errors.")] = None,
) -> None:
    """Withdraw the graph of an article; its address then answers 410 with the time and the reason."""
    from qkg.ingest.acceptance import REASON, questions, withdrawn

    settings = load_settings(store=store, quiet=quiet)
    reasons = [_worded(one) for one in reason or ()] or REASON
    with _place(settings, server, made=False) as place:
        for graph in [_graph(one) for one in graphs]:
            change, number = place.change(questions(graph), partial(withdrawn, graph, reasons=reasons))
            if not settings.quiet:
                done = "withdrawn" if change.update else "was withdrawn already, nothing changed"
                print(f"{graph.value} {done}: generation {number}{_moved(change)}")


def _place(settings: "Settings", server: str | None, made: bool = True) -> "Publishing":
    from qkg.cli.publishing import AtServer, InFolder
    from qkg.store import folder

    if server is not None:
        if settings.store is not None:
            raise BadParameter("--server and --store are two places; name one")
        token = settings.write_token.get_secret_value() if settings.write_token else ""
        return AtServer(server, token)
    if settings.store is None:
        raise BadParameter(
            "name a store with --store DIR, or --server URL; the packaged one takes no articles"
        )
    if not made and not folder.exists(settings.store):
        raise BadParameter(f"there is no store in {settings.store}")
    return InFolder(settings)


def _read(path: Path) -> "list[ox.Triple]":
    from pyoxigraph import Triple

    from qkg.dataset.source import read_quads

    return [Triple(one.subject, one.predicate, one.object) for one in read_quads(path)]


def _check(path: Path, triples: "Sequence[ox.Triple]", place: "Publishing") -> None:
    """CheckFailed with the first findings; what stands elsewhere too is dropped later."""
    from qkg.ingest.checking import ELSEWHERE, findings
    from qkg.ingest.referring import referred

    found = findings(path, place.ask(referred(triples)))
    errors = [one for one in found if one.severity == "error" and one.code != ELSEWHERE]
    if errors:
        lines = [f"{one.spot.file}:{one.spot.line}: {one.code}: {one.message.en}" for one in errors[:5]]
        raise CheckFailed(
            f"{path} is not sound and was not accepted: {len(errors)} errors (see qkg check {path})\n  "
            + "\n  ".join(lines)
        )


def _graph(given: str) -> "ox.NamedNode":
    """The graph by its IRI, by the IRI of its article, or by the end of either."""
    from pyoxigraph import NamedNode

    from qkg.namespaces import GRAPH, THING

    name = given.removeprefix(GRAPH).removeprefix(f"{THING}article/").removeprefix("article/")
    try:
        return NamedNode(name if ":" in name else GRAPH + name)
    except ValueError as error:
        raise BadParameter(f"{given!r} is no IRI of a graph") from error


def _worded(reason: str) -> "ox.Literal":
    from pyoxigraph import Literal

    return Literal(reason, language="en" if reason.isascii() else "zh")


def _accepted(change: "Change", number: int) -> str:
    if not change.update:
        return f"{change.graph} is so already, nothing changed: generation {number}"
    dropped = f"; {change.dropped} triples stand in other graphs already" if change.dropped else ""
    return f"{change.graph} accepted: generation {number}{dropped}{_moved(change)}"


def _moved(change: "Change") -> str:
    return f"; {change.carried} triples went to graphs that rely on them" if change.carried else ""
