"""Which facts of a draft are published: those accepted and what they speak of; no reference leads nowhere.

Nothing that nobody accepted is published; a name goes along with the facts that need it, unless rejected.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from qkg.ingest.notation import block, header, iri, labels
from qkg.ingest.review.linking import direct
from qkg.ingest.review.roles import DOERS, ROLES, kind
from qkg.ingest.review.triples import NOT_STATED, Node, Triples, thing
from qkg.namespaces import GRAPH, PREFIXES

NAMELESS: Final = labels("未署名作者", "author not named")
_TOPIC: Final = ox.NamedNode(PREFIXES["foaf"] + "primaryTopic")
_AUTHOR: Final = ox.NamedNode(PREFIXES["schema"] + "author")


@dataclass(frozen=True, slots=True)
class Resting:
    """A fact that was accepted although it rests on something rejected."""

    fact: Node
    on: Node


def choose(
    triples: Triples, graph: Node, accepted: Collection[Node], rejected: Collection[Node]
) -> list[Resting]:
    """Leave the accepted facts and what they need; what cannot be so is told."""
    facts = set(triples.facts())
    said = direct(triples)
    _unbind(triples, rejected)
    _unsign(triples, graph, rejected)
    kept, resting = _closure(triples, facts, set(accepted) & facts, set(rejected))
    for one in facts - kept:
        triples.forget(one)
    triples.drop(said - direct(triples))
    for one in facts - kept:
        triples.drop(triples.pointing(one))
    for one in kept:
        _complete(triples, one)
    _collect(triples, graph, kept)
    return resting


def _unbind(triples: Triples, rejected: Collection[Node]) -> None:
    """Ends that may be unknown let go of what was rejected."""
    for fact in triples.facts():
        for role in ROLES.get(kind(triples, fact), {}).values():
            there = triples.nodes(fact, role.predicate)
            left = [one for one in there if one not in rejected]
            if len(left) < len(there) and (role.unknown is not None or len(left) >= role.least):
                triples.replace(fact, role.predicate, left or ([role.unknown] if role.unknown else []))


def _unsign(triples: Triples, graph: Node, rejected: Collection[Node]) -> None:
    """An article whose every author was rejected says that they are not named."""
    for article in triples.nodes(graph, _TOPIC):
        there = triples.nodes(article, _AUTHOR)
        left = [one for one in there if one not in rejected]
        if there and not left:
            nobody = thing(f"person/{graph.value.removeprefix(GRAPH)}-unnamed")
            triples.add(Triples.read(header() + block(iri(nobody.value), "schema:Person", NAMELESS)))
            left = [nobody]
        triples.replace(article, _AUTHOR, left)


def _closure(
    triples: Triples, facts: set[Node], wanted: set[Node], rejected: set[Node]
) -> tuple[set[Node], list[Resting]]:
    kept: set[Node] = set()
    resting: list[Resting] = []
    waiting = sorted(wanted - rejected, key=str)
    while waiting:
        fact = waiting.pop()
        if fact in kept:
            continue
        kept.add(fact)
        for one in triples.about(fact):
            if one.object in rejected and isinstance(one.object, ox.NamedNode):
                resting.append(Resting(fact, one.object))
            elif one.object in facts and isinstance(one.object, ox.NamedNode):
                waiting.append(one.object)
    return kept, resting


def _complete(triples: Triples, fact: Node) -> None:
    """Say that an end is not stated exactly where it is empty."""
    name = kind(triples, fact)
    optional = [one.predicate for one in ROLES.get(name, {}).values() if not one.least]
    optional += [DOERS[name]] if name in DOERS else []
    told = [one for one in triples.values(fact, NOT_STATED) if one not in optional]
    empty = [one for one in optional if not triples.values(fact, one)]
    triples.replace(fact, NOT_STATED, [*told, *empty])


def _collect(triples: Triples, graph: Node, kept: Collection[Node]) -> None:
    """Forget what nothing that is published refers to."""
    reached: set[Node] = set()
    waiting = [graph, *kept]
    while waiting:
        node = waiting.pop()
        if node not in reached:
            reached.add(node)
            waiting.extend(_named(triples, node))
    for one in triples.subjects():
        if one not in reached:
            triples.forget(one)


def _named(triples: Triples, node: Node) -> Iterator[Node]:
    return (one.object for one in triples.about(node) if isinstance(one.object, ox.NamedNode))
