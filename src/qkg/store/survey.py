"""The description of a store in itself: counts by class and property in VoID, in ``graph/description``.

Counted is everything but that graph, at each commit, so that the numbers are those of the generation that
holds them. Implements VoID §4.2 to §4.5 (statistics, partitions) and §5 (linksets) without blank nodes.
What else the graph says is given as triples; must not know where they come from.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, Final

import pyoxigraph as ox

from qkg.namespaces import GRAPH, PREFIXES, THING, graph_iri
from qkg.store.inference import INFERRED
from qkg.store.together import together
from qkg.terms import curie

DESCRIPTION: Final = ox.NamedNode(graph_iri("description"))
DATASET: Final = ox.NamedNode(DESCRIPTION.value + "#dataset")
VOID: Final = PREFIXES["void"]
TYPE: Final = ox.NamedNode(PREFIXES["rdf"] + "type")

_TRIPLES: Final = "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY ?p"
_CLASSES: Final = "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c FILTER(isIRI(?c)) } GROUP BY ?c ORDER BY ?c"
_BY_CLASS: Final = """
SELECT ?c ?p (COUNT(*) AS ?n) { ?s a ?c . ?s ?p ?o FILTER(isIRI(?c)) } GROUP BY ?c ?p ORDER BY ?c ?p"""
_LINKS: Final = """
SELECT ?p ?o (COUNT(*) AS ?n) {
  VALUES ?p { skos:exactMatch skos:closeMatch skos:broadMatch skos:narrowMatch skos:relatedMatch
    owl:sameAs owl:equivalentClass owl:equivalentProperty }
  ?s ?p ?o FILTER(isIRI(?o))
} GROUP BY ?p ?o"""

Rows = list[dict[str, Any]]


def forget(engine: ox.Store) -> None:
    """Take the description away, so that nothing is inferred from it or counted in it."""
    engine.remove_graph(DESCRIPTION)


def describe(engine: ox.Store, more: Iterable[ox.Triple]) -> None:
    """Write the description of a store that has none now; a store without a published graph stays without."""
    if any(_published(name) for name in engine.named_graphs()):
        counted = list(counts(engine))
        engine.extend(
            ox.Quad(one.subject, one.predicate, one.object, DESCRIPTION) for one in (*counted, *more)
        )


def _published(name: Any) -> bool:
    return isinstance(name, ox.NamedNode) and name.value.startswith(GRAPH) and name != INFERRED


def counts(engine: ox.Store) -> Iterator[ox.Triple]:
    """The numbers as triples about ``DATASET``."""
    by_class, properties, classes, links = together(
        [partial(_rows, engine, query) for query in (_BY_CLASS, _TRIPLES, _CLASSES, _LINKS)]
    )
    yield ox.Triple(DATASET, _void("triples"), ox.Literal(sum(row["n"] for row in properties)))
    yield ox.Triple(DATASET, _void("properties"), ox.Literal(len(properties)))
    yield ox.Triple(DATASET, _void("classes"), ox.Literal(len(classes)))
    for row in properties:
        yield from _property(DATASET, f"property/{_slug(row['p'])}", row)
    for row in classes:
        part = _part(f"class/{_slug(row['c'])}")
        yield ox.Triple(DATASET, _void("classPartition"), part)
        yield ox.Triple(part, _void("class"), row["c"])
        yield ox.Triple(part, _void("entities"), ox.Literal(row["n"]))
    for row in by_class:
        slug = f"class/{_slug(row['c'])}"
        yield from _property(_part(slug), f"{slug}/{_slug(row['p'])}", row)
    yield from _linksets(links)


def _property(whole: ox.NamedNode, slug: str, row: dict[str, Any]) -> Iterator[ox.Triple]:
    part = _part(slug)
    yield ox.Triple(whole, _void("propertyPartition"), part)
    yield ox.Triple(part, _void("property"), row["p"])
    yield ox.Triple(part, _void("triples"), ox.Literal(row["n"]))


def _linksets(rows: Rows) -> Iterator[ox.Triple]:
    found: Counter[tuple[ox.NamedNode, str]] = Counter()
    for row in rows:
        space = row["o"].value[: max(row["o"].value.rfind(sign) for sign in "/#") + 1]
        if not space.startswith(THING):
            found[row["p"], space] += row["n"]
    for (predicate, space), number in sorted(found.items(), key=str):
        links = _part(f"links/{_slug(predicate)}/{_short(space)}")
        other = _part(f"linked/{_short(space)}")
        yield ox.Triple(DATASET, _void("subset"), links)
        yield ox.Triple(links, TYPE, _void("Linkset"))
        yield ox.Triple(links, _void("linkPredicate"), predicate)
        yield ox.Triple(links, _void("subjectsTarget"), DATASET)
        yield ox.Triple(links, _void("objectsTarget"), other)
        yield ox.Triple(links, _void("triples"), ox.Literal(number))
        yield ox.Triple(other, TYPE, _void("Dataset"))
        yield ox.Triple(other, _void("uriSpace"), ox.Literal(space))


def _rows(engine: ox.Store, query: str) -> Rows:
    answer: Any = engine.query(query, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
    names = [one.value for one in answer.variables]
    return [{name: int(row[name].value) if name == "n" else row[name] for name in names} for row in answer]


def _slug(term: ox.NamedNode) -> str:
    """A compact IRI where a prefix is known, else twelve letters that stand for the IRI."""
    short = curie(term.value)
    return short if short != term.value else _short(term.value)


def _short(iri: str) -> str:
    return hashlib.sha256(iri.encode()).hexdigest()[:12]


def _part(slug: str) -> ox.NamedNode:
    return ox.NamedNode(f"{DESCRIPTION.value}#{slug}")


def _void(name: str) -> ox.NamedNode:
    return ox.NamedNode(VOID + name)
