"""The vocabulary's documentation: ``/ontology`` with all terms, and a page for each class and property.

``/ontology#Agency`` is both the term's IRI and its place in that page. A version's IRI leads to the version
that is here; earlier ones are gone.
"""

import asyncio
from collections.abc import Sequence
from typing import Any, Final

from pyoxigraph import Literal, NamedNode

from qkg.errors import NoSuchPage, Withdrawn
from qkg.media import Format
from qkg.namespaces import ONTOLOGY, PREFIXES
from qkg.resources.describing import described
from qkg.resources.labels import Label, chosen
from qkg.resources.shapes import Shapes, name
from qkg.resources.thing import thing
from qkg.resources.usage import FAR, class_use, property_use
from qkg.resources.vocabulary import DOMAIN, RANGE, Shelf, Vocabulary
from qkg.terms import curie
from qkg.web import schema_org
from qkg.web.linking import SPACE, Ways, node
from qkg.web.nearby import near_terms
from qkg.web.pages import words
from qkg.web.place import Data, Place, Shown
from qkg.web.things import TWINS
from qkg.web.visit import Visit

ITSELF: Final = NamedNode(SPACE + "/ontology")
_OWL, _SKOS = PREFIXES["owl"], PREFIXES["skos"]
_GRAPH: Final = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH graph:ontology { ?s ?p ?o } }"
_SCHEMES: Final = """
SELECT ?scheme ?label ?meaning WHERE { ?scheme a skos:ConceptScheme ; rdfs:label ?label
  LATERAL { OPTIONAL { ?scheme skos:definition ?meaning FILTER(LANG(?meaning) = LANG(?label)) } } }"""
NOTES: Final = tuple(
    (word, NamedNode(iri))
    for word, iri in (
        ("term_definition", _SKOS + "definition"),
        ("term_example", _SKOS + "example"),
        ("term_note", _SKOS + "editorialNote"),
        ("term_note", _SKOS + "scopeNote"),
    )
)


class Ontology:
    """The places of the vocabulary."""

    def __init__(self, shelf: Shelf, shapes: Shapes) -> None:
        self._shelf, self._shapes = shelf, shapes

    def places(self) -> Sequence[Place]:
        """The ontology, its versions, its terms."""
        version = {"version": "0.2.0"}
        return (
            Place("/ontology", "The vocabulary", self._show, _all, TWINS),
            Place("/ontology/{version}", "A version of it", self._version, _version, TWINS, example=version),
            Place("/class/{name}", "A class", self._class, self._data, TWINS, example={"name": "Agency"}),
            Place(
                "/property/{name}", "A property", self._property, self._data, TWINS, example={"name": "actor"}
            ),
        )

    async def _show(self, visit: Visit) -> Shown:
        view, language = visit.view, visit.language
        vocabulary = await self._shelf.of(view)
        header, schemes = await asyncio.gather(
            thing(view, vocabulary, ITSELF, language), view.known(_SCHEMES)
        )
        if header is None:
            raise NoSuchPage("This store holds no vocabulary.")
        values = {
            **self._common(visit, vocabulary),
            "header": header,
            "roots": [one for one in vocabulary.classes if not _ours(vocabulary.parents(one))],
            "domain": DOMAIN,
            "range": RANGE,
            "schemes": _schemes(schemes, language),
            "shapes": self._shapes,
        }
        told = header.meaning.text if header.meaning else header.label.text
        return Shown("ontology.html", header.label.text, told, values, schema_org.term_set(header))

    async def _version(self, visit: Visit) -> Shown:
        await _known_version(visit)
        return await self._show(visit)

    async def _class(self, visit: Visit) -> Shown:
        vocabulary = await self._shelf.of(visit.view)
        term = self._term(visit, vocabulary, vocabulary.is_class)
        use = await class_use(visit.view, vocabulary, term, visit.language)
        fitting = [one for one in vocabulary.properties if term in vocabulary.values(one, DOMAIN)]
        shapes = self._shapes.of_class(term, vocabulary.above(term))
        more = {"use": use, "fitting": fitting, "shapes": self._shapes, "holding": shapes, "far": FAR}
        return self._term_page(visit, vocabulary, term, "class.html", more)

    async def _property(self, visit: Visit) -> Shown:
        vocabulary = await self._shelf.of(visit.view)
        term = self._term(visit, vocabulary, vocabulary.is_property)
        use = await property_use(visit.view, term, visit.language)
        more = {"use": use, "domain": DOMAIN, "range": RANGE, "far": FAR}
        return self._term_page(visit, vocabulary, term, "property.html", more)

    def _term_page(
        self, visit: Visit, vocabulary: Vocabulary, term: NamedNode, template: str, more: dict[str, Any]
    ) -> Shown:
        label = vocabulary.label(term, visit.language)
        notes = vocabulary.values(term, NOTES[0][1])
        meaning = chosen(notes, visit.language) or label
        values = {**self._common(visit, vocabulary), "term": term, "label": label, **more}
        about = schema_org.term(term, label, meaning, ITSELF if _ours([term]) else None)
        return Shown(template, f"{label.text} ({curie(term.value)})", meaning.text, values, about)

    @staticmethod
    def _common(visit: Visit, vocabulary: Vocabulary) -> dict[str, Any]:
        def note(term: NamedNode, predicate: NamedNode) -> Label | None:
            return chosen(vocabulary.values(term, predicate), visit.language)

        return {
            "vocabulary": vocabulary,
            "ways": Ways(visit, vocabulary),
            "curie": curie,
            "note": note,
            "notes": NOTES,
            "short": lambda term: term.value.removeprefix(ONTOLOGY),
            "shape_name": name,
            "ours": lambda term: _ours([term]),
        }

    @staticmethod
    def _term(visit: Visit, vocabulary: Vocabulary, fits: Any) -> NamedNode:
        given = visit.here["name"]
        prefix, colon, local = given.partition(":")
        iri = PREFIXES.get(prefix, "") + local if colon else ONTOLOGY + given
        term = node(iri) if iri.startswith("http") else ITSELF
        if not fits(term):
            near = near_terms(vocabulary, given, visit.path[: -len(given)], visit.language)
            raise NoSuchPage(f"The vocabulary has no such term: {given[:100]}.", near)
        return term

    async def _data(self, visit: Visit, format: Format) -> Data:
        vocabulary = await self._shelf.of(visit.view)
        fits = vocabulary.is_class if visit.path.startswith("/class/") else vocabulary.is_property
        term = self._term(visit, vocabulary, fits)
        return Data(await described(visit.view, term, format))


def _ours(terms: Sequence[NamedNode]) -> bool:
    return any(one.value.startswith(ONTOLOGY) for one in terms)


def _schemes(rows: Sequence[Any], language: str) -> list[tuple[NamedNode, Label, Label | None]]:
    found: dict[NamedNode, tuple[list[Any], list[Any]]] = {}
    for row in rows:
        labels, meanings = found.setdefault(row["scheme"], ([], []))
        labels.append(row["label"])
        meanings.extend([row["meaning"]] if "meaning" in row else [])
    named = [
        (scheme, chosen(labels, language) or Label(scheme.value), chosen(meanings, language))
        for scheme, (labels, meanings) in found.items()
    ]
    return sorted(named, key=lambda one: one[0].value)


async def _all(visit: Visit, format: Format) -> Data:
    return Data(await visit.view.written(_GRAPH, format))


async def _version(visit: Visit, format: Format) -> Data:
    await _known_version(visit)
    return await _all(visit, format)


async def _known_version(visit: Visit) -> None:
    """Nothing for the version that is here; Withdrawn for one before it; NoSuchPage for others."""
    asked = visit.here["version"]
    rows = await visit.view.rows(
        "SELECT ?it ?relation ?version WHERE { VALUES ?relation { owl:versionIRI owl:priorVersion }"
        " ?it ?relation ?version }",
        it=ITSELF,
    )
    relations = {row["version"]: row["relation"] for row in rows}
    relation = relations.get(NamedNode(f"{ITSELF.value}/{asked}") if _plain(asked) else Literal(""))
    if relation is None:
        raise NoSuchPage(
            f"There is no version {asked[:50]} of the vocabulary.", (("/ontology", "/ontology"),)
        )
    if relation == NamedNode(_OWL + "priorVersion"):
        raise Withdrawn(
            words(visit.language).version_gone.format(version=asked), (("/ontology", "/ontology"),)
        )


def _plain(text: str) -> bool:
    return text.replace(".", "").isalnum() and text.isascii()
