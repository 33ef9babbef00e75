"""Parameters of the graph services read into plain values; a wrong one is refused, never bent."""

from collections.abc import Sequence
from typing import Final

from pyoxigraph import NamedNode

from qkg.errors import BadParameter
from qkg.graphview.drawn import MOST_NODES
from qkg.graphview.frontier import Rails
from qkg.graphview.neighbours import DIRECTIONS, Direction
from qkg.graphview.paths import LONGEST, Bounds
from qkg.graphview.plumbing import CLASSIFYING, EVASIVE, PLUMBING
from qkg.terms import read
from qkg.web.visit import Visit

FEW: Final = 100
MOST_LISTED: Final = 500
MOST_EDGES: Final = 100_000
MOST_PATHS: Final = 20


def iri(visit: Visit, name: str) -> str:
    """An IRI that must be there: in full, or short as ``qkg:Agency``."""
    if not (given := visit.parameter(name)):
        raise BadParameter(f"{name} is missing: an IRI, in full or short as qkg:Agency")
    return _iri(given).value


def iris(visit: Visit, name: str, most: int = MOST_NODES) -> list[NamedNode]:
    """All IRIs of a parameter that may be repeated."""
    given = visit.parameters(name)
    if len(given) > most:
        raise BadParameter(f"{name} may be given {most} times at most")
    return [_iri(one) for one in given if one]


def _iri(text: str) -> NamedNode:
    term = read(text, "iri")
    if not isinstance(term, NamedNode):
        raise BadParameter(f"{text[:200]!r} is not an IRI")
    return term


def number(visit: Visit, name: str, otherwise: int, least: int, most: int) -> int:
    """A whole number within bounds."""
    given = visit.parameter(name)
    if not given:
        return otherwise
    if (
        given.isascii()
        and given.isdigit()
        and len(given) < len(str(most)) + 1
        and least <= int(given) <= most
    ):
        return int(given)
    raise BadParameter(f"{name} is a whole number from {least:,} to {most:,}")


def flag(visit: Visit, name: str, otherwise: bool) -> bool:
    """Yes or no."""
    given = visit.parameter(name, "true" if otherwise else "false")
    if given not in ("true", "false"):
        raise BadParameter(f"{name} is true or false")
    return given == "true"


def page(visit: Visit) -> tuple[int, int]:
    """Limit and offset of a list."""
    return number(visit, "limit", FEW, 1, MOST_LISTED), number(visit, "offset", 0, 0, 10_000_000)


def direction(visit: Visit) -> Direction:
    """``out`` (the node is the subject) or ``in``."""
    given = visit.parameter("direction", "out")
    for known in DIRECTIONS:
        if given == known:
            return known
    raise BadParameter("direction is out or in")


def hidden(visit: Visit) -> Sequence[NamedNode]:
    """Predicates that are not drawn: those of the plumbing unless ``plumbing=true``, and each ``without``."""
    plumbing: frozenset[NamedNode] = frozenset() if flag(visit, "plumbing", False) else PLUMBING | CLASSIFYING
    return sorted(plumbing.union(iris(visit, "without")), key=lambda one: one.value)


def rails(visit: Visit) -> Rails:
    """Where a path may go."""
    through = iris(visit, "through")
    without = iris(visit, "without") if through else hidden(visit)
    avoid = [*iris(visit, "avoid"), *EVASIVE]
    return Rails(through, without, avoid, number(visit, "hub", 1000, 1, 1_000_000))


def bounds(visit: Visit) -> Bounds:
    """How far to look for paths."""
    return Bounds(
        number(visit, "paths", 3, 1, MOST_PATHS),
        number(visit, "length", 6, 1, LONGEST),
        number(visit, "edges", 20_000, 1, MOST_EDGES),
        min(visit.settings.query_seconds, 10),
    )
