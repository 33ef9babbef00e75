"""What an engine holds, as far as it concerns us: the published graphs, their sizes, and the generation.

It stands in a graph of the engine's, changed by every commit of ours in the same step, so that any number of
services before one engine see the same. An engine without it is surveyed. Must not know HTTP.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Final

import pyoxigraph as ox

from qkg.errors import EngineRefused
from qkg.store.contract import Generation
from qkg.store.remote.profile import UNNAMED

META: Final = "https://w3id.org/qkg/engine"
"""The graph of the catalogue; names below it are ours too, and none of them is published."""
STORE: Final = META + "#store"
LEASE: Final = META + "#lease"
STAGING: Final = META + "/staging/"
UNION: Final = META + "/union"
"""The graph that holds every triple of every published graph once."""
LAYOUT: Final = "2"
"""Of a catalogue beside which there is the union graph; 1: there is none."""
LAYOUTS: Final = ("1", LAYOUT)
OWN: Final = (
    "http://www.openlinksw.com/schemas/",
    "http://localhost:8890/",
    "http://localuriqaserver/",
    "urn:activitystreams-owl:map",
    "urn:core:services:sparql",
    "http://www.w3.org/ns/ldp#",
    "http://www.w3.org/2002/07/owl#",
)
"""Graphs that an engine brings along begin so."""

ALL: Final = "SELECT ?s ?p ?o { ?s ?p ?o }"
HEAD: Final = f"SELECT ?p ?o {{ <{STORE}> ?p ?o }}"
SURVEY: Final = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
NAMED: Final = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
Row = Mapping[str, object]


@dataclass(frozen=True)
class Holding:
    """One graph: how many triples it holds, and which commit wrote it last."""

    size: int
    stamp: str = ""


@dataclass(frozen=True)
class Catalogue:
    """One state of the engine.

    nonce: the commit that made it; empty: there was none of ours. union: the union graph is there.
    """

    generation: Generation
    nonce: str = ""
    holdings: Mapping[str, Holding] = field(default_factory=dict)
    union: bool = False

    @cached_property
    def graphs(self) -> dict[str, int]:
        """The published graphs and their sizes."""
        return {name: one.size for name, one in sorted(self.holdings.items()) if name != UNNAMED}

    @cached_property
    def quads(self) -> int:
        """All triples of all graphs."""
        return sum(one.size for one in self.holdings.values())


def term(name: str) -> str:
    """A word of the catalogue, as SPARQL writes it."""
    return f"<{META}#{name}>"


def published(name: str) -> bool:
    """Whether a graph is neither ours nor the engine's own."""
    return not name.startswith((META, *OWN))


def strangers(known: Catalogue, counted: Catalogue) -> list[str]:
    """The graphs that do not hold as many triples as the catalogue says."""
    here = {name: one.size for name, one in known.holdings.items() if one.size}
    there = {name: one.size for name, one in counted.holdings.items()}
    return sorted(name for name in {*here, *there} if here.get(name) != there.get(name))


def surveyed(rows: Iterable[Row]) -> Catalogue:
    """The catalogue of an engine that nobody wrote one into: what ``SURVEY`` finds."""
    found = {text(row, "g"): Holding(int(text(row, "n"))) for row in rows if "g" in row}
    kept = {name: one for name, one in found.items() if published(name) and one.size}
    return Catalogue(Generation(1, datetime.now(UTC)), "", kept)


def written(rows: Iterable[Row]) -> Catalogue | None:
    """The catalogue that ``ALL`` finds in its graph; None when there is none."""
    about: dict[str, dict[str, str]] = {}
    for row in rows:
        name = text(row, "p").removeprefix(META + "#")
        about.setdefault(text(row, "s"), {})[name] = text(row, "o")
    store = about.pop(STORE, {})
    about.pop(LEASE, None)
    if "nonce" not in store:
        return None
    holdings = {name: Holding(int(one["size"]), one.get("stamp", "")) for name, one in about.items()}
    return Catalogue(generation_of(store), store["nonce"], holdings, store.get("layout") == LAYOUT)


def generation_of(store: Mapping[str, str]) -> Generation:
    """Number and time; EngineRefused when a newer version wrote them."""
    if store.get("layout", LAYOUT) not in LAYOUTS:
        raise EngineRefused(
            f"the catalogue on the engine has layout {store['layout']}; this version of qkg reads those up "
            f"to {LAYOUT}, so upgrade qkg"
        )
    return Generation(int(store["generation"]), datetime.fromisoformat(store["time"]).astimezone(UTC))


def text(row: Row, name: str) -> str:
    """The value of a column as text."""
    value = row[name]
    return value.value if isinstance(value, ox.NamedNode | ox.Literal) else str(value)
