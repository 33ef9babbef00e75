"""The addresses of every kind of page, drawn from the program's own table of places."""

import re
from collections.abc import Iterator
from typing import Final

from pyoxigraph import Store as Engine

from qkg.dataset.assets import find_assets
from qkg.resources.sources import Sources
from qkg.settings import Settings
from qkg.sparql.question import read_all
from qkg.store.inprocess import InProcessStore
from qkg.web.parts import assemble
from qkg.web.place import Place
from qkg.web.places import all_places

PARAMETER: Final = re.compile(r"\{(\w+)(?::\w+)?\}")
LEADS: Final = "/id/"
"""Addresses that lead on to a page of the table."""
MORE: Final = (
    "/sparql",
    "/sparql?query=SELECT+%3Fs+%7B+%3Fs+a+%3Fc+%7D+LIMIT+5",
    "/sparql?query=SELECT",
    "/search?q=%E5%8C%85%E5%A4%B4",
    "/page/article/cqn-2021-05-13",
    "/nothing-of-this-name",
)
"""What the table does not hold: the query page, answers to a question, a fault, and where nothing is."""


def filled(place: Place) -> str:
    """The address of the place's example; KeyError for a place that has none."""
    return PARAMETER.sub(lambda found: place.example[found[1]], place.path)


def pages() -> Iterator[str]:
    """An address for each place that shows a page, and those that are not in the table."""
    parts = assemble(InProcessStore(Engine()), Settings())
    questions = read_all(find_assets().queries)
    places = all_places(questions, parts.keeper, Sources(), parts.inventory)
    found = (filled(place) for place in places if place.show and not place.path.startswith(LEADS))
    yield from dict.fromkeys((*found, *MORE))
