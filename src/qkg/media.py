"""Formats: names, media types, file suffixes, and which the engine writes; and the Accept header.

Owns negotiation (RFC 9110 §12.5.1) as a pure function. Must not know requests or responses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from pyoxigraph import QueryResultsFormat, RdfFormat


class Kind(Enum):
    """What a query answers with: rows (SELECT, ASK), triples (CONSTRUCT, DESCRIBE), or a page."""

    ROWS = "rows"
    GRAPH = "graph"
    PAGE = "page"


@dataclass(frozen=True)
class Format:
    """One way to write a result. ``also`` lists further media types and names that mean it."""

    name: str
    media_type: str
    suffix: str
    kind: Kind
    engine: QueryResultsFormat | RdfFormat | None
    also: tuple[str, ...] = ()
    charset: bool = False

    @property
    def content_type(self) -> str:
        """The media type with its charset where a reader would otherwise guess."""
        return f"{self.media_type}; charset=utf-8" if self.charset else self.media_type

    def answers_to(self, name: str) -> bool:
        """Whether ``name`` is this format's short name, suffix or media type."""
        return name.lower().lstrip(".") in (self.name, self.suffix, self.media_type, *self.also)


_ROWS, _GRAPH = Kind.ROWS, Kind.GRAPH
_EXPANDED = 'application/ld+json;profile="http://www.w3.org/ns/json-ld#expanded"'
_JSON, _XML = ("application/json",), ("application/xml", "text/xml")

ROW_FORMATS: Final = (
    Format("json", "application/sparql-results+json", "srj", _ROWS, QueryResultsFormat.JSON, _JSON),
    Format("xml", "application/sparql-results+xml", "srx", _ROWS, QueryResultsFormat.XML, _XML),
    Format("csv", "text/csv", "csv", _ROWS, QueryResultsFormat.CSV, charset=True),
    Format("tsv", "text/tab-separated-values", "tsv", _ROWS, QueryResultsFormat.TSV, charset=True),
)
GRAPH_FORMATS: Final = (
    Format("ttl", "text/turtle", "ttl", _GRAPH, RdfFormat.TURTLE, ("turtle",), charset=True),
    Format("nt", "application/n-triples", "nt", _GRAPH, RdfFormat.N_TRIPLES, ("ntriples",)),
    Format("jsonld", "application/ld+json", "jsonld", _GRAPH, RdfFormat.JSON_LD, ("json-ld", "json", *_JSON)),
    Format("rdf", "application/rdf+xml", "rdf", _GRAPH, RdfFormat.RDF_XML, ("rdfxml", "rdf/xml", *_XML)),
    Format("trig", "application/trig", "trig", _GRAPH, RdfFormat.TRIG),
    Format("nq", "application/n-quads", "nq", _GRAPH, RdfFormat.N_QUADS, ("nquads",)),
    Format("n3", "text/n3", "n3", _GRAPH, RdfFormat.N3, ("text/rdf+n3",), charset=True),
    Format("jsonld-expanded", _EXPANDED, "jsonld", _GRAPH, RdfFormat.JSON_LD, ("expanded",)),
)
PAGE: Final = Format("html", "text/html", "html", Kind.PAGE, None, ("application/xhtml+xml",), charset=True)
EXACT: Final = 3
DATASET_NAMES: Final = ("trig", "nq", "jsonld", "jsonld-expanded")


def by_name(name: str, formats: Sequence[Format]) -> Format | None:
    """The format of that short name, suffix or media type."""
    return next((one for one in formats if one.answers_to(name)), None)


@dataclass(frozen=True)
class Range:
    """One entry of an Accept header."""

    main: str
    sub: str
    quality: float
    profiles: tuple[str, ...] = ()

    def specificity(self, media_type: str) -> int:
        """How closely this entry names ``media_type``: 3 exact, 2 type, 1 any, 0 not at all.

        A type with a profile (RFC 6906) counts 4 and is for whoever names that profile; others are ignored.
        """
        bare, _, profile = media_type.partition(";profile=")
        main, _, sub = bare.partition("/")
        if profile:
            same = (self.main, self.sub) == (main, sub) and profile.strip('"') in self.profiles
            return EXACT + 1 if same else 0
        if (self.main, self.sub) == (main, sub):
            return EXACT
        if self.sub == "*" and self.main in (main, "*"):
            return 2 if self.main == main else 1
        return 0


def parse_accept(header: str) -> list[Range]:
    """The entries of an Accept header; entries that cannot be read are left out."""
    ranges = []
    for entry in header.lower().split(","):
        media, *parameters = (part.strip() for part in entry.split(";"))
        main, slash, sub = media.partition("/")
        if slash:
            ranges.append(Range(main, sub, _quality(parameters), _profiles(parameters)))
    return ranges


def _profiles(parameters: list[str]) -> tuple[str, ...]:
    named = [
        value for name, _, value in (one.partition("=") for one in parameters) if name.strip() == "profile"
    ]
    return tuple(name for value in named for name in value.strip('" ').split())


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0


def negotiate(header: str, offered: Sequence[Format]) -> Format | None:
    """The offered format that the header likes best; the order of ``offered`` breaks ties."""
    ranges = parse_accept(header)
    if not ranges:
        return offered[0] if offered else None
    scored = [(_liking(one, ranges), -index, one) for index, one in enumerate(offered)]
    (quality, _), _, best = max(scored, key=lambda score: score[:2], default=((0.0, 0), 0, None))
    return best if quality > 0 else None


def _liking(offer: Format, ranges: list[Range]) -> tuple[float, int]:
    """Quality and closeness; further media types count only where the header names them exactly."""
    named = [name for name in offer.also if any(one.specificity(name) == EXACT for one in ranges)]
    return max(_liking_of(name, ranges) for name in (offer.media_type, *named))


def _liking_of(media_type: str, ranges: list[Range]) -> tuple[float, int]:
    specificity, quality = max((one.specificity(media_type), one.quality) for one in ranges)
    return (quality, specificity) if specificity else (0.0, 0)
