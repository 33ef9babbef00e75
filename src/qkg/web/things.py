"""Things: ``/id/…`` leads on by Accept, ``/page/…`` is for people, ``/data/…`` for machines (httpRange-14).

The page asks a bounded number of queries whatever the thing; long lists of what points here go page by page.
"""

import asyncio
from collections.abc import Sequence
from typing import Final

from pyoxigraph import NamedNode

from qkg.errors import BadParameter, NoSuchPage
from qkg.media import GRAPH_FORMATS, Format
from qkg.namespaces import ONTOLOGY, THING
from qkg.resources import neighbourhood
from qkg.resources.describing import described
from qkg.resources.figures import FIGURE_FIELDS, FIGURE_PATTERN, figure_of
from qkg.resources.incoming import SHOWN, Incoming, further, incoming, is_folded
from qkg.resources.mapping import identifiers
from qkg.resources.thing import Thing, thing
from qkg.resources.vocabulary import Shelf, Vocabulary
from qkg.resources.wording import told
from qkg.search.keeper import Keeper
from qkg.store.view import View
from qkg.terms import curie, read
from qkg.web import schema_org
from qkg.web.linking import Ways, node
from qkg.web.nearby import Near, nearby
from qkg.web.pages import has_template, words
from qkg.web.place import Data, Elsewhere, Json, Place, Shown
from qkg.web.visit import Visit

TWINS: Final = tuple(one for one in GRAPH_FORMATS if one.name in ("ttl", "nt", "jsonld", "rdf", "trig"))
MEASURE: Final = NamedNode(ONTOLOGY + "Measure")
_FIGURE: Final = f"SELECT {FIGURE_FIELDS} WHERE {{ {FIGURE_PATTERN} }} LIMIT 1"
EXAMPLE: Final = {"kind": "place", "slug": "baotou"}
PARAMETERS: Final[tuple[Json, ...]] = (
    {
        "name": "by",
        "in": "query",
        "description": "A property by which others point here, such as qkg:speaker: its things page by page.",
        "schema": {"type": "string"},
    },
    {"name": "page", "in": "query", "schema": {"type": "integer", "minimum": 1, "default": 1}},
)


class Things:
    """The places of things, over one shelf of vocabularies; the keeper's index finds what was meant."""

    def __init__(self, shelf: Shelf, keeper: Keeper) -> None:
        self._shelf, self._keeper = shelf, keeper

    def places(self) -> Sequence[Place]:
        """The thing itself, its page, its data."""
        path = "/{kind}/{slug}"
        return (
            Place(
                "/id" + path, "A thing: leads to its page or data", _to_page, _to_data, TWINS, example=EXAMPLE
            ),
            Place(
                "/page" + path, "The page of a thing", self.show, self.data, TWINS, True, PARAMETERS, EXAMPLE
            ),
            Place("/data" + path, "The data of a thing", None, self.data, TWINS, example=EXAMPLE),
        )

    async def show(self, visit: Visit) -> Shown:
        """The page of the thing that the path names."""
        return await self.shown(visit, node(THING + "{kind}/{slug}".format_map(visit.here)))

    async def shown(self, visit: Visit, iri: NamedNode) -> Shown:
        """The page of any IRI that the graph says something of; NoSuchPage for others."""
        view, language = visit.view, visit.language
        vocabulary = await self._shelf.of(view)
        found, coming, known = await asyncio.gather(
            thing(view, vocabulary, iri, language),
            incoming(view, vocabulary, iri, language),
            identifiers(view, iri, language),
        )
        if found is None:
            raise await self._nothing(visit, iri)
        kinds = [(one, vocabulary.label(one, language)) for one in found.types]
        values = {
            "thing": found,
            "kinds": kinds,
            "incoming": coming,
            "listed": await _listed(visit, iri, coming),
            "identifiers": known,
            "names": {},
            "reading": _reading(visit, iri),
            "figure": await _figure(view, found, language),
            "drawing": neighbourhood.draw(found.statements, coming),
            "place": neighbourhood,
            "vocabulary": vocabulary,
            "ways": Ways(visit, vocabulary),
            "curie": curie,
        }
        description = (
            found.meaning.text if found.meaning else described_in_words(found, coming, vocabulary, language)
        )
        about = schema_org.thing(found, vocabulary, language)
        return Shown("thing.html", found.label.text, description, values, about)

    async def data(self, visit: Visit, format: Format) -> Data:
        """The thing, its statements with their evidence, and the names of its neighbours."""
        return await self.data_of(visit, node(THING + "{kind}/{slug}".format_map(visit.here)), format)

    async def data_of(self, visit: Visit, iri: NamedNode, format: Format) -> Data:
        """The data of any IRI; NoSuchPage where there is none."""
        if not await visit.view.yes("ASK { ?thing ?predicate ?object }", thing=iri):
            raise await self._nothing(visit, iri)
        return Data(await described(visit.view, iri, format))

    async def _nothing(self, visit: Visit, iri: NamedNode) -> NoSuchPage:
        near = await self.near(visit, iri.value.removeprefix(THING))
        return NoSuchPage(f"The graph says nothing of {visit.path[:200]}.", near)

    async def near(self, visit: Visit, path: str) -> Near:
        """Pages of things whose kind and slug look like this path."""
        return await nearby(self._keeper, path, visit.language)


def described_in_words(
    found: Thing, coming: Sequence[Incoming], vocabulary: Vocabulary, language: str
) -> str:
    """One sentence on a thing, from its kind and how much is said of it."""
    told = words(language)
    kind = vocabulary.label(found.types[0], language).text if found.types else told.thing
    return told.thing_description.format(
        label=found.label.text,
        kind=kind,
        said=sum(len(one.values) for one in found.statements),
        coming=sum(one.number for one in coming),
    )


def _reading(visit: Visit, iri: NamedNode) -> str:
    """Where an article is read, for the page of an article."""
    slug = iri.value.removeprefix(THING + "article/")
    return visit.to("/article/" + slug) if slug != iri.value and has_template("article.html") else ""


async def _figure(view: View, found: Thing, language: str) -> str:
    if MEASURE not in found.types:
        return ""
    rows = await view.rows(_FIGURE, measure=found.iri)
    figure = figure_of(rows[0]) if rows else None
    return told(figure, language) if figure else ""


async def _listed(visit: Visit, iri: NamedNode, coming: Sequence[Incoming]) -> Incoming | None:
    """The page of incoming links that ``?by=`` asks for."""
    asked = visit.parameter("by")
    if not asked:
        return None
    predicate = read(asked, "iri")
    known = next((one for one in coming if one.predicate == predicate), None)
    if known is None or is_folded(known.predicate):
        raise NoSuchPage(f"Nothing points here by {asked[:200]}.")
    return await further(visit.view, iri, known, _number(visit.parameter("page", "1"), known), visit.language)


def _number(text: str, known: Incoming) -> int:
    last = max(1, -(-known.number // SHOWN))
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= last):
        raise BadParameter(f"page= is a number from 1 to {last}")
    return int(text)


async def _to_page(visit: Visit) -> Shown:
    raise Elsewhere(visit.to(visit.path.replace("/id/", "/page/", 1)))


async def _to_data(visit: Visit, format: Format) -> Data:
    raise Elsewhere(f"{visit.path.replace('/id/', '/data/', 1)}.{format.suffix}")
