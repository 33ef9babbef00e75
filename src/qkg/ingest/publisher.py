"""Who published a text: a medium of the graph, or a new one.

Owns the three cases: known by name or IRI, new by its name, not stated.
"""

from dataclasses import dataclass

from qkg.errors import BadParameter
from qkg.ingest import english
from qkg.ingest.gazetteer import Gazetteer
from qkg.ingest.notation import block, iri, labels
from qkg.namespaces import THING

_MEDIA = f"{THING}media/"


@dataclass(frozen=True, slots=True)
class Publisher:
    """Its IRI, and its block of Turtle where the graph does not have it yet."""

    thing: str
    turtle: str = ""


def publisher(given: str, slug: str, gazetteer: Gazetteer) -> Publisher:
    """The medium of that name or IRI; without a name one that says that it is not stated."""
    if given.startswith(("http://", "https://")):
        if not given.startswith(_MEDIA):
            raise BadParameter(f"{given!r} is no IRI of a medium; those begin with {_MEDIA}")
        return Publisher(given)
    if not given:
        thing = f"{_MEDIA}{slug}-unnamed"
        return Publisher(thing, _block(thing, "出版者未说明", "publisher not stated"))
    known = gazetteer.find("organisation", given)
    if known is not None and known.thing.startswith(_MEDIA):
        return Publisher(known.thing)
    thing = f"{_MEDIA}{english.slug(given)}"
    return Publisher(thing, _block(thing, given, english.transliterated(given)))


def _block(thing: str, zh: str, en: str) -> str:
    return "\n" + block(iri(thing), "schema:NewsMediaOrganization", labels(zh, en))
