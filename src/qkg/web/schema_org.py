"""What the head of a page says to search engines: schema.org in JSON-LD, of known types and properties only.

The graph keeps its own vocabulary; this is a coarse translation for those who know no other.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from pyoxigraph import Literal, NamedNode

from qkg.dataset.identity import ABOUT, KEYWORDS, PUBLISHER_NAME, TITLE
from qkg.namespaces import ONTOLOGY, PREFIXES
from qkg.resources.labels import Label
from qkg.resources.thing import Thing
from qkg.resources.vocabulary import Vocabulary
from qkg.web.place import Json

CONTEXT: Final = "https://schema.org"
LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
_SCHEMA, _SKOS, _PROV = PREFIXES["schema"], PREFIXES["skos"], PREFIXES["prov"]
TYPES: Final[Mapping[str, str]] = {
    ONTOLOGY + "Agency": "GovernmentOrganization",
    ONTOLOGY + "Enterprise": "Organization",
    ONTOLOGY + "Jurisdiction": "AdministrativeArea",
    ONTOLOGY + "PolicyDocument": "CreativeWork",
    ONTOLOGY + "Action": "Action",
    ONTOLOGY + "Measure": "Observation",
    ONTOLOGY + "ArticleGraph": "Dataset",
    ONTOLOGY + "MappingGraph": "Dataset",
    _SKOS + "ConceptScheme": "DefinedTermSet",
    _SKOS + "Concept": "DefinedTerm",
    _SCHEMA + "Person": "Person",
    _SCHEMA + "NewsArticle": "NewsArticle",
    _SCHEMA + "NewsMediaOrganization": "NewsMediaOrganization",
    PREFIXES["qb"] + "DataSet": "Dataset",
    _PROV + "Organization": "Organization",
}
LINKS: Final[Mapping[str, tuple[str, str]]] = {
    _SCHEMA + "containedInPlace": ("containedInPlace", "AdministrativeArea"),
    _SCHEMA + "author": ("author", "Person"),
    _SCHEMA + "publisher": ("publisher", "Organization"),
    _SCHEMA + "about": ("about", "Thing"),
    ONTOLOGY + "actor": ("agent", "Organization"),
    ONTOLOGY + "place": ("location", "AdministrativeArea"),
    ONTOLOGY + "issuer": ("publisher", "Organization"),
    ONTOLOGY + "areaOfCompetence": ("areaServed", "AdministrativeArea"),
    _SKOS + "inScheme": ("inDefinedTermSet", "DefinedTermSet"),
}
"""Our property, that of schema.org, and what it leads to there."""
PAGES: Final[Mapping[str, str]] = {
    "/search": "SearchResultsPage",
    "/articles": "CollectionPage",
    "/browse": "CollectionPage",
    "/dump": "CollectionPage",
    "/figures": "CollectionPage",
    "/questions": "CollectionPage",
    "/shape": "CollectionPage",
}
"""Kinds of pages beyond ``WebPage``, by path."""
TAKEN: Final[Mapping[str, tuple[str, ...]]] = {
    "GovernmentOrganization": ("areaServed",),
    "AdministrativeArea": ("containedInPlace",),
    "CreativeWork": ("publisher", "about"),
    "NewsArticle": ("author", "publisher", "about"),
    "Action": ("agent", "location"),
    "DefinedTerm": ("inDefinedTermSet",),
}
"""Which of the links each type of schema.org has."""


def thing(found: Thing, vocabulary: Vocabulary, language: str) -> Json:
    """A thing as schema.org sees it: type, names, description, and the links that it has words for."""
    type = kind(found, vocabulary)
    said: Json = {
        "@context": CONTEXT,
        "@id": found.iri.value,
        "@type": type,
        "url": found.iri.value,
        "name": found.label.text,
        "additionalType": [one.value for one in found.types],
    }
    if found.alternative or found.other:
        said["alternateName"] = [one.text for one in (*filter(None, [found.other]), *found.alternative)]
    if found.meaning:
        said["description"] = found.meaning.text
    return {**said, **_links(found, TAKEN.get(type, ())), **_own(found, type, language)}


def term(iri: NamedNode, label: Label, meaning: Label, inside: NamedNode | None) -> Json:
    """A class or property as a defined term."""
    said: Json = {
        "@context": CONTEXT,
        "@id": iri.value,
        "@type": "DefinedTerm",
        "name": label.text,
        "description": meaning.text,
        "termCode": iri.value.rpartition("#")[2].rpartition("/")[2],
    }
    return {**said, "inDefinedTermSet": {"@type": "DefinedTermSet", "@id": inside.value}} if inside else said


def term_set(header: Thing) -> Json:
    """The vocabulary as a set of defined terms."""
    return {
        "@context": CONTEXT,
        "@id": header.iri.value,
        "@type": "DefinedTermSet",
        "url": header.iri.value,
        "name": header.label.text,
        "description": header.meaning.text if header.meaning else header.label.text,
        "license": LICENCE,
        "inLanguage": ["zh", "en"],
        "version": _text(header, PREFIXES["owl"] + "versionInfo"),
        "dateModified": _text(header, PREFIXES["dcterms"] + "modified"),
    }


def kind(found: Thing, vocabulary: Vocabulary) -> str:
    """The nearest type of schema.org, by the classes of the thing and those above them."""
    for one in found.types:
        for term in (one, *vocabulary.sorted(vocabulary.above(one))):
            if term.value in TYPES:
                return TYPES[term.value]
    return "Thing"


def _links(found: Thing, taken: tuple[str, ...]) -> Json:
    said: Json = {}
    for statements in found.statements:
        name, leads = LINKS.get(statements.predicate.value, ("", ""))
        if name in taken:
            said[name] = [
                {"@type": leads, "@id": value.term.value, "name": value.label.text}
                for value in statements.values
                if isinstance(value.term, NamedNode)
            ]
    return said


def _own(found: Thing, type: str, language: str) -> Json:
    """What a type asks for besides: an article its headline and date, an observation its number."""
    if type == "NewsArticle":
        return {
            "headline": found.label.text,
            "inLanguage": "zh",
            "datePublished": _text(found, _SCHEMA + "datePublished"),
        }
    if type == "Observation":
        value = _text(found, PREFIXES["sdmx-measure"] + "obsValue")
        return {"value": float(value)} if value else {}
    if type == "Dataset":
        return {
            "license": LICENCE,
            "inLanguage": language,
            "description": found.meaning.text if found.meaning else found.label.text,
        }
    return {}


def _text(found: Thing, predicate: str) -> str:
    values = found.objects(NamedNode(predicate))
    return values[0].value if values and isinstance(values[0], Literal) else ""


def page(base: str, path: str, language: str, title: str, description: str) -> Json:
    """A page that is about no single thing; ``path`` is without the language."""
    return {
        "@context": CONTEXT,
        "@type": PAGES.get(path, "WebPage"),
        "@id": f"{base}/{language}{path}",
        "url": f"{base}/{language}{path}",
        "name": title,
        "description": description,
        "inLanguage": language,
        "isPartOf": {"@type": "WebSite", "@id": f"{base}/", "url": f"{base}/", "name": TITLE[language]},
    }


def dataset(base: str, language: str, modified: datetime) -> Json:
    """The whole graph as a dataset that can be downloaded from ``base``."""
    return {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": "https://w3id.org/qkg",
        "url": base + "/",
        "name": TITLE[language],
        "description": ABOUT[language],
        "license": LICENCE,
        "inLanguage": ["zh", "en"],
        "keywords": list(KEYWORDS[language]),
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": PUBLISHER_NAME},
        "dateModified": modified.isoformat(timespec="seconds"),
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": media, "contentUrl": f"{base}/dump/qkg.{suffix}"}
            for suffix, media in (("ttl", "text/turtle"), ("jsonld", "application/ld+json"))
        ],
    }
