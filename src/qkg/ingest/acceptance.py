"""What accepting a draft and withdrawing a graph do to a store: the questions to ask it, and one update.

Pure: whoever calls asks the questions and sends the update, which is all or nothing. No triple may stand in
two published graphs, so what another graph says already is left out of the accepted one; and what others
rely on goes over to them when its graph is withdrawn or replaced.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import pyoxigraph as ox

from qkg.errors import NoArticleGraph, NoSuchGraph, StillNeeded
from qkg.namespaces import GRAPH, ONTOLOGY, PREFIXES, THING

WITHDRAWN: Final = ox.NamedNode(GRAPH + "withdrawn")
TYPE: Final = ox.NamedNode(PREFIXES["rdf"] + "type")
LABEL: Final = ox.NamedNode(PREFIXES["rdfs"] + "label")
COMMENT: Final = ox.NamedNode(PREFIXES["rdfs"] + "comment")
ARTICLE: Final = ox.NamedNode(ONTOLOGY + "ArticleGraph")
EVIDENCE: Final = ox.NamedNode(ONTOLOGY + "evidence")
ACCEPTED: Final = ox.NamedNode(PREFIXES["prov"] + "generatedAtTime")
BY: Final = ox.NamedNode(PREFIXES["prov"] + "wasAttributedTo")
GONE: Final = ox.NamedNode(PREFIXES["prov"] + "invalidatedAtTime")
AGENT: Final = ox.NamedNode(PREFIXES["prov"] + "Agent")
MOMENT: Final = ox.NamedNode(PREFIXES["xsd"] + "dateTime")
_DERIVED: Final = ", ".join(
    str(ox.NamedNode(GRAPH + one)) for one in ("inferred", "description", "withdrawn")
)
REASON: Final = (
    ox.Literal("由发布者撤回。", language="zh"),
    ox.Literal("Withdrawn by its publisher.", language="en"),
)
Row = tuple[ox.NamedNode | ox.Literal, ...]
Answers = Mapping[str, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Change:
    """The update, empty where the store is so; triples dropped and carried (as above) are counted."""

    graph: str
    update: str
    dropped: int = 0
    carried: int = 0


def graph_of(triples: Iterable[ox.Triple], source: str) -> ox.NamedNode:
    """The one article graph that a draft describes; NoArticleGraph else."""
    found = {one.subject for one in triples if one.predicate == TYPE and one.object == ARTICLE}
    if len(found) != 1:
        raise NoArticleGraph(f"{source}: a draft describes one qkg:ArticleGraph, this one {len(found)}")
    (graph,) = found
    if not isinstance(graph, ox.NamedNode) or not graph.value.startswith(GRAPH):
        raise NoArticleGraph(f"{source}: the graph of a draft has an IRI that begins with {GRAPH}")
    return graph


def questions(graph: ox.NamedNode, triples: Iterable[ox.Triple] = ()) -> dict[str, str]:
    """SELECT queries by name; ``triples`` are those of the draft, none for a withdrawal."""
    subjects = sorted({str(one.subject) for one in triples})
    others = f"FILTER(?g NOT IN ({graph}, {_DERIVED}))"
    return {
        "there": f"SELECT ?s ?p ?o WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}",
        "elsewhere": f"SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {' '.join(subjects)} }} "
        f"GRAPH ?g {{ ?s ?p ?o }} {others} }}",
        "users": f"SELECT DISTINCT ?g ?thing WHERE {{ GRAPH {graph} {{ ?thing a ?class }} "
        f"{{ GRAPH ?g {{ ?x ?y ?thing }} }} UNION {{ GRAPH ?g {{ ?thing ?x ?y }} }} {others} }}",
        "tombstone": f"SELECT ?time WHERE {{ GRAPH {WITHDRAWN} {{ {graph} {GONE} ?time }} }}",
    }


def accepted(
    graph: ox.NamedNode, triples: Sequence[ox.Triple], answers: Answers, by: str = "", now: str = ""
) -> Change:
    """The graph as the draft has it, with when and by whom it was accepted; any tombstone goes."""
    elsewhere, there = _triples(answers["elsewhere"]), _triples(answers["there"])
    given = _as_stored(triples)
    wanted = given - elsewhere
    if wanted == there - _provenance(graph, there) and not answers["tombstone"]:
        return Change(graph.value, "")
    carried = _carried(there, wanted | elsewhere, answers["users"])
    whole = [*wanted, *_signed(graph, by, now or _now())]
    parts = [
        f"DROP SILENT GRAPH {graph}",
        f"DELETE WHERE {{ GRAPH {WITHDRAWN} {{ {graph} ?p ?o }} }}",
        _insertion([*((graph, one) for one in whole), *carried]),
    ]
    return Change(graph.value, " ;\n".join(parts), len(given) - len(wanted), len(carried))


def withdrawn(
    graph: ox.NamedNode, answers: Answers, reasons: Sequence[ox.Literal] = REASON, now: str = ""
) -> Change:
    """Nothing of the graph but a tombstone with the time and the reasons; NoSuchGraph where it never was."""
    there = _triples(answers["there"])
    if not there:
        if answers["tombstone"]:
            return Change(graph.value, "")
        raise NoSuchGraph(f"there is no graph {graph}")
    if ox.Triple(graph, TYPE, ARTICLE) not in there:
        raise NoSuchGraph(f"{graph} is no graph of an article; only those are withdrawn")
    carried = _carried(there, set(), answers["users"])
    stone = [ox.Triple(graph, GONE, ox.Literal(now or _now(), datatype=MOMENT))]
    stone.extend(ox.Triple(graph, COMMENT, one) for one in reasons)
    parts = [f"DROP GRAPH {graph}", _insertion([*((WITHDRAWN, one) for one in stone), *carried])]
    return Change(graph.value, " ;\n".join(parts), carried=len(carried))


def _triples(rows: Sequence[Row]) -> set[ox.Triple]:
    return {ox.Triple(*row) for row in rows}  # type: ignore[arg-type] # a row of ?s ?p ?o


def _as_stored(triples: Iterable[ox.Triple]) -> set[ox.Triple]:
    """The triples as a store gives them back: it writes 5.0 as 5."""
    engine = ox.Store()
    engine.extend(ox.Quad(one.subject, one.predicate, one.object) for one in triples)
    return {one.triple for one in engine}


def _provenance(graph: ox.NamedNode, there: Iterable[ox.Triple]) -> set[ox.Triple]:
    """What accepting added."""
    own = {one for one in there if one.subject == graph and one.predicate in (ACCEPTED, BY)}
    curators = {one.object for one in own if one.predicate == BY}
    return own | {one for one in there if one.subject in curators}


def _signed(graph: ox.NamedNode, by: str, now: str) -> Iterable[ox.Triple]:
    yield ox.Triple(graph, ACCEPTED, ox.Literal(now, datatype=MOMENT))
    if by:
        curator = ox.NamedNode(f"{THING}agent/{graph.value.removeprefix(GRAPH)}-curator")
        yield ox.Triple(graph, BY, curator)
        yield ox.Triple(curator, TYPE, AGENT)
        yield ox.Triple(curator, LABEL, ox.Literal(by, language="zh"))
        from qkg.ingest import english  # noqa: PLC0415 - readings of Chinese names, which a server seldom needs

        latin = by if by.isascii() else english.transliterated(by)
        yield ox.Triple(curator, LABEL, ox.Literal(latin, language="en"))


def _carried(
    old: set[ox.Triple], kept: set[ox.Triple], users: Sequence[Row]
) -> list[tuple[ox.NamedNode, ox.Triple]]:
    """What goes from the old graph to others that rely on it: plain things, with all that they refer to.

    Facts do not go: StillNeeded where another graph speaks of one.
    """
    described: dict[object, list[ox.Triple]] = {}
    for one in old:
        described.setdefault(one.subject, []).append(one)
    standing = {one.subject for one in kept if one.predicate == TYPE}
    taken: set[object] = set()
    moved: list[tuple[ox.NamedNode, ox.Triple]] = []
    waiting = [(user, thing) for user, thing in sorted(users, key=str) if isinstance(user, ox.NamedNode)]
    while waiting:
        user, thing = waiting.pop(0)
        if thing in taken or thing in standing or thing not in described:
            continue
        taken.add(thing)
        if any(one.predicate == EVIDENCE for one in described[thing]):
            raise StillNeeded(f"{user} speaks of {thing}, a fact of this graph; withdraw that graph first")
        moved.extend((user, one) for one in described[thing] if one not in kept)
        waiting.extend((user, one.object) for one in described[thing])  # type: ignore[misc] # terms both
    return moved


def _insertion(quads: Iterable[tuple[ox.NamedNode, ox.Triple]]) -> str:
    """INSERT DATA, its terms written by the engine; the same quads give the same text."""
    by_graph: dict[str, list[str]] = {}
    for graph, one in quads:
        by_graph.setdefault(str(graph), []).append(f"{one} .")
    parts = [
        f"GRAPH {graph} {{\n" + "\n".join(sorted(lines)) + "\n}" for graph, lines in sorted(by_graph.items())
    ]
    return "INSERT DATA {\n" + "\n".join(parts) + "\n}"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
