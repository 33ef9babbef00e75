"""The seed article as gold, drawn from its published graph.

The newspaper's text is not in the repository, so all positions come from the evidence: a name stands where an
evidence quote holds it. The graph names things and facts, not each of their mentions, so nothing of it can
show that a predicted mention is false; misses are counted by thing (``scoring.things_found``).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pyoxigraph as ox
from tests.gold.values import Gold, Tie

from qkg.ingest.figure import Figure
from qkg.ingest.mention import Mention
from qkg.ingest.relation import RELATIONS
from qkg.ingest.span import Span

ROOT = Path(__file__).parents[2]
GRAPHS = (ROOT / "data" / "article.ttl", ROOT / "ontology" / "schemes" / "policy.ttl")
UNNAMED = "unnamed action"
_QKG = "https://w3id.org/qkg/ontology#"
_PREFIXES = f"""
PREFIX qkg: <{_QKG}>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX schema: <https://schema.org/>
PREFIX sdmx-attribute: <http://purl.org/linked-data/sdmx/2009/attribute#>
PREFIX sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#>
PREFIX sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#>
"""
_EVIDENCE = """
  ?evidence oa:hasTarget ?target . ?target oa:hasSource ?version ; oa:hasSelector ?selector , ?position .
  ?selector oa:exact ?quote . ?position oa:start ?start .
  FILTER(STRENDS(STR(?version), "-clean"))
"""
_CLASSES = {
    "Agency": "agency",
    "Enterprise": "enterprise",
    "NewsMediaOrganization": "organisation",
    "Jurisdiction": "place",
    "Person": "person",
    "PolicyDocument": "document",
    "Award": "award",
    "Campaign": "action",
    "Pilot": "action",
    "Evaluation": "action",
    "DemonstrationProgramme": "action",
    "Platform": "platform",
    "Strategy": "strategy",
    "Action": UNNAMED,
    "ServiceOperation": UNNAMED,
    "PlannedAction": "plan",
    "Appraisal": "appraisal",
}
_COUNTER = re.compile(r"^近?[\d.]+[万亿]?余?")
# qkg terms that tie a node without words of its own: subject and object are both ends of such a node
_THROUGH = {
    "recipient": "?node qkg:conferredAward ?subject ; qkg:recipient ?object",
    "conferrer": "?node qkg:conferredAward ?subject ; qkg:conferrer ?object",
    "conferredIn": "?node qkg:conferredAward ?subject ; qkg:conferredIn ?object",
    "establishes": "?node qkg:actor ?subject ; qkg:establishes ?object",
}


def read() -> Gold:
    """Figures, mentions and relations of the seed article."""
    store = ox.Store()
    for path in GRAPHS:
        store.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
    mentions = tuple(sorted(_mentions(store), key=lambda one: (one.start, one.end)))
    figures = {thing: one for thing, one in _figures(store)}
    return Gold(
        name="cqn-2021-05-13",
        published=date(2021, 5, 13),
        raw=b"",
        clean="",
        figures=tuple(sorted(figures.values(), key=lambda one: one.start)),
        mentions=mentions,
        ties=tuple(_ties(store, mentions, figures)),
        traps=(),
        covers=frozenset(),
    )


def _rows(store: ox.Store, query: str) -> Iterator[dict[str, str]]:
    solutions = store.query(_PREFIXES + query)
    names = [one.value for one in solutions.variables]
    for row in solutions:
        yield {name: "" if row[name] is None else row[name].value for name in names}


def _local(iri: str) -> str:
    return re.split(r"[/#]", iri)[-1]


def _figures(store: ox.Store) -> Iterator[tuple[str, Figure]]:
    query = f"""SELECT * {{
      ?measure a qkg:Measure ; qkg:verbatim ?words ; sdmx-measure:obsValue ?value ;
        qkg:approximation ?hedge ; sdmx-attribute:unitMeasure ?unit ; qkg:evidence ?evidence ;
        sdmx-dimension:refPeriod/qkg:edtf ?period .
      OPTIONAL {{ ?measure qkg:lowerBound ?lower }} OPTIONAL {{ ?measure qkg:upperBound ?upper }}
      OPTIONAL {{ ?measure qkg:changeDirection ?change }} {_EVIDENCE} }}"""
    for row in _rows(store, query):
        start = int(row["start"]) + row["quote"].index(row["words"])
        yield (
            row["measure"],
            Figure(
                start=start,
                end=start + len(row["words"]),
                verbatim=row["words"],
                value=float(row["value"]),
                lower=float(row["lower"]) if row["lower"] else None,
                upper=float(row["upper"]) if row["upper"] else None,
                unit=_local(row["unit"]),
                counter=_COUNTER.sub("", row["words"]),
                hedge=_local(row["hedge"]),
                period=row["period"],
                change=_local(row["change"]),
                of=row["quote"],
            ),
        )


def _mentions(store: ox.Store) -> list[Mention]:
    kinds = _kinds(store)
    quotes = sorted(
        {(int(row["start"]), row["quote"]) for row in _rows(store, f"SELECT * {{ {_EVIDENCE} }}")}
    )
    named = _longest(_named(kinds, _names(store), quotes))
    spoken = {one.thing for one in named}
    return named + [one for one in _proven(store, kinds) if one.thing not in spoken]


def _kinds(store: ox.Store) -> dict[str, str]:
    found = {}
    for row in _rows(store, "SELECT ?thing ?class { ?thing a ?class }"):
        kind = _CLASSES.get(_local(row["class"]))
        if kind and not row["thing"].endswith("/unstated"):
            found[row["thing"]] = kind
    return found


def _names(store: ox.Store) -> dict[str, set[str]]:
    """The names of each thing: its labels, and the words that a conferral gives to its award."""
    query = """SELECT ?thing ?name {
      { ?thing rdfs:label|skos:prefLabel|skos:altLabel ?name FILTER(LANG(?name) = "zh") }
      UNION { ?node qkg:conferredAward ?thing ; qkg:verbatim ?name . ?thing rdfs:label ?label
              FILTER(LANG(?label) = "zh" && !CONTAINS(STR(?name), STR(?label))) } }"""
    names: dict[str, set[str]] = defaultdict(set)
    for row in _rows(store, query):
        names[row["thing"]].add(row["name"])
    return names


def _named(
    kinds: dict[str, str], names: dict[str, set[str]], quotes: list[tuple[int, str]]
) -> Iterator[Mention]:
    for thing, kind in kinds.items():
        if kind in (UNNAMED, "plan", "appraisal"):
            continue
        for name in names[thing]:
            spaced = re.compile(r"\s?".join(map(re.escape, name)))  # a byline writes 李 艳
            for begin, quote in quotes:
                for one in spaced.finditer(quote):
                    yield Mention(kind, begin + one.start(), begin + one.end(), one[0], thing)


def _longest(mentions: Iterable[Mention]) -> list[Mention]:
    """Each place once, and no name that lies inside a longer one."""
    kept: list[Mention] = []
    for one in sorted(set(mentions), key=lambda one: (one.start - one.end, one.start)):
        if not any(other.start <= one.start and one.end <= other.end for other in kept):
            kept.append(one)
    return kept


def _proven(store: ox.Store, kinds: dict[str, str]) -> Iterator[Mention]:
    """What has no name in the text: the words of its evidence, or the verbatim part of them."""
    query = f"""SELECT * {{ ?thing qkg:evidence ?evidence . OPTIONAL {{ ?thing qkg:verbatim ?words }}
      FILTER NOT EXISTS {{ ?thing a qkg:Measure }} {_EVIDENCE} }}"""
    for row in _rows(store, query):
        kind = kinds.get(row["thing"])
        if kind not in ("action", UNNAMED, "plan", "appraisal"):
            continue
        short = kind == "appraisal" and row["words"] in row["quote"]
        words = row["words"] if short else row["quote"]
        start = int(row["start"]) + row["quote"].index(words)
        yield Mention(UNNAMED if kind == "action" else kind, start, start + len(words), words, row["thing"])


def _ties(store: ox.Store, mentions: tuple[Mention, ...], figures: dict[str, Figure]) -> Iterator[Tie]:
    places: dict[str, set[Span]] = defaultdict(set)
    for one in mentions:
        places[one.thing].add(Span(one.start, one.end))
    for thing, figure in figures.items():
        places[thing].add(Span(figure.start, figure.end))
    for kind in RELATIONS:
        pattern = _THROUGH.get(kind, f"?subject qkg:{kind} ?object")
        for row in _rows(store, f"SELECT DISTINCT ?subject ?object {{ {pattern} }}"):
            subject, other = places.get(row["subject"]), places.get(row["object"])
            if subject and other:
                words = f"{_local(row['subject'])} → {_local(row['object'])}"
                yield Tie(kind, frozenset(subject), frozenset(other), words)
