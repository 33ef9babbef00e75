"""From a request to a place of the site: the pattern, its parameters, and the format wanted there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qkg.errors import NoSuchPage, UnknownFormat
from qkg.media import PAGE, Format, by_name, negotiate
from qkg.web.place import Place
from qkg.web.visit import Visit


@dataclass(frozen=True)
class Found:
    """A place with the visit to it, and the format wanted there."""

    place: Place
    visit: Visit
    format: Format


def find(places: Sequence[Place], visit: Visit) -> Found:
    """The first place that the visit's path fits.

    NoSuchPage where there is none, UnknownFormat when it has not what is wanted. A suffix of the path names a
    format where the place has one of that name; else it belongs to the path.
    """
    stem, suffix = _apart(visit.path)
    for place in places:
        format = by_name(suffix, place.twins) if suffix else None
        path = stem if format else visit.path
        if (here := place.fits(path)) is not None:
            exact = replace(visit, path=path, here=here)
            return Found(place, exact, format or _liked(place, exact))
    raise NoSuchPage(f"There is nothing at {visit.path[:200]}.")


def _apart(path: str) -> tuple[str, str]:
    """The path without the suffix of its last part, and that suffix; the start page is called index there."""
    head, _, last = path.rpartition("/")
    name, dot, suffix = last.rpartition(".")
    if not dot or not name:
        return path, ""
    return ("/" if (head, name) == ("", "index") else f"{head}/{name}"), suffix


def _liked(place: Place, visit: Visit) -> Format:
    offered = (PAGE, *place.twins) if place.show else place.twins
    if named := visit.parameter("format"):
        found = by_name(named, offered)
    else:
        found = negotiate(visit.exchange.header(b"accept") or "*/*", offered)
    if found is None:
        listed = ", ".join(one.media_type for one in offered)
        raise UnknownFormat(f"This address answers with {listed}.")
    return found
