"""An article as the graph tells it: who wrote it, when, in which text versions, and what its words prove.

Each part is one query, bound to one article. Must not know how it is laid out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import NamedNode

from qkg.namespaces import PREFIXES, THING
from qkg.resources.figures import by_language, text
from qkg.resources.names import Named
from qkg.store.view import Solution, View

SCHEMA: Final = PREFIXES["schema"]
_RDFS, _QKG, _FOAF = PREFIXES["rdfs"], PREFIXES["qkg"], PREFIXES["foaf"]
_HEAD = """
SELECT ?article ?property ?value ?zh ?en ?digest ?length WHERE {
  {
    { ?article ?property ?value
      FILTER(?property IN (rdfs:label, schema:headline, schema:alternativeHeadline, schema:datePublished,
        schema:url, qkg:dateSource, schema:author, schema:publisher, qkg:textVersion)) }
    UNION
    { ?value foaf:primaryTopic ?article BIND(foaf:primaryTopic AS ?property) }
  }
  LATERAL { OPTIONAL { ?value rdfs:label|skos:prefLabel ?zh FILTER(LANG(?zh) = "zh") } }
  LATERAL { OPTIONAL { ?value rdfs:label|skos:prefLabel ?en FILTER(LANG(?en) = "en") } }
  LATERAL { OPTIONAL { ?value qkg:sha256 ?digest } }
  LATERAL { OPTIONAL { ?value qkg:characterCount ?length } }
}"""
_PROOFS = """
SELECT ?article ?version ?evidence ?start ?end ?quote ?paragraph ?confidence ?speaker ?zh ?en WHERE {
  ?article qkg:textVersion ?version
  LATERAL { ?target oa:hasSource ?version }
  LATERAL { ?target oa:hasSelector ?position . ?position oa:start ?start ; oa:end ?end }
  LATERAL { ?evidence oa:hasTarget ?target }
  LATERAL { OPTIONAL { ?target oa:hasSelector ?selector . ?selector oa:exact ?quote } }
  LATERAL { OPTIONAL { ?evidence qkg:paragraph ?paragraph } }
  LATERAL { OPTIONAL { ?evidence qkg:confidence ?confidence } }
  LATERAL { OPTIONAL {
    ?evidence qkg:speaker ?speaker
    LATERAL { OPTIONAL { ?speaker rdfs:label ?zh FILTER(LANG(?zh) = "zh") } }
    LATERAL { OPTIONAL { ?speaker rdfs:label ?en FILTER(LANG(?en) = "en") } }
  } }
}"""


@dataclass(frozen=True)
class Version:
    """A text version: its IRI and names, digest, length."""

    named: Named
    digest: str
    length: int


@dataclass(frozen=True)
class Article:
    """What stands over the text. ``titles`` are labels by language, ``headlines`` the source's own."""

    iri: str
    graph: str
    titles: Mapping[str, str]
    headline: str = ""
    alternative: str = ""
    published: str = ""
    address: str = ""
    date_source: Named | None = None
    authors: Sequence[Named] = ()
    publisher: Named | None = None
    versions: Sequence[Version] = ()

    @property
    def slug(self) -> str:
        """The last part of its address."""
        return self.iri.rpartition("/")[2]


@dataclass(frozen=True)
class Proof:
    """One evidence item: where its words stand in one text version, who speaks, how sure the encoder is."""

    iri: str
    start: int
    end: int
    quote: str
    paragraph: int
    confidence: float | None
    speaker: Named | None = field(default=None)

    @property
    def slug(self) -> str:
        """The last part of its IRI, which names its anchor."""
        return self.iri.rpartition("/")[2]


async def read_article(view: View, slug: str) -> Article | None:
    """The article of that name, None where no graph is about it."""
    try:
        iri = NamedNode(f"{THING}article/{slug}")
    except ValueError:
        return None
    rows = await view.rows(_HEAD, article=iri)
    found: dict[str, list[Solution]] = {}
    for row in rows:
        found.setdefault(text(row, "property"), []).append(row)
    graphs = found.get(_FOAF + "primaryTopic", [])
    return _article(iri.value, text(graphs[0], "value"), found) if graphs else None


def _article(iri: str, graph: str, found: Mapping[str, list[Solution]]) -> Article:
    def one(name: str) -> str:
        return next((text(row, "value") for row in found.get(name, ())), "")

    def things(name: str) -> list[Named]:
        unique = {text(row, "value"): named(row, "value") for row in found.get(name, ())}
        return [unique[key] for key in sorted(unique)]

    sources, publishers = things(_QKG + "dateSource"), things(SCHEMA + "publisher")
    return Article(
        iri=iri,
        graph=graph,
        titles=_titles(found.get(_RDFS + "label", ())),
        headline=one(SCHEMA + "headline"),
        alternative=one(SCHEMA + "alternativeHeadline"),
        published=one(SCHEMA + "datePublished"),
        address=one(SCHEMA + "url"),
        date_source=sources[0] if sources else None,
        authors=things(SCHEMA + "author"),
        publisher=publishers[0] if publishers else None,
        versions=_versions(found.get(_QKG + "textVersion", ())),
    )


def _titles(rows: Iterable[Solution]) -> dict[str, str]:
    terms = [row["value"] for row in rows]
    return {str(term.language): str(term.value) for term in terms if getattr(term, "language", None)}  # type: ignore[union-attr]


def named(row: Solution, iri: str, names: str = "") -> Named:
    """The thing in ``?iri`` with what ``?names_zh`` and ``?names_en`` (or ``?zh``, ``?en``) call it."""
    called = by_language(row, names) if names else {one: text(row, one) for one in ("zh", "en")}
    return Named(text(row, iri), {one: word for one, word in called.items() if word})


def _versions(rows: Iterable[Solution]) -> list[Version]:
    return [Version(named(row, "value"), text(row, "digest"), int(text(row, "length") or 0)) for row in rows]


async def read_proofs(view: View, article: Article) -> dict[str, list[Proof]]:
    """The evidence of an article by text version, in the order of the text, the longer first."""
    found: dict[str, dict[str, Proof]] = {}
    for row in await view.rows(_PROOFS, article=NamedNode(article.iri)):
        proof = _proof(row)
        found.setdefault(text(row, "version"), {})[proof.iri] = proof
    return {
        version: sorted(proofs.values(), key=lambda one: (one.start, -one.end, one.iri))
        for version, proofs in found.items()
    }


def _proof(row: Solution) -> Proof:
    confidence = text(row, "confidence")
    return Proof(
        iri=text(row, "evidence"),
        start=int(text(row, "start")),
        end=int(text(row, "end")),
        quote=text(row, "quote"),
        paragraph=int(text(row, "paragraph") or 1),
        confidence=float(confidence) if confidence else None,
        speaker=named(row, "speaker") if "speaker" in row else None,
    )
