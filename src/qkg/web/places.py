"""The table of all places of the site, in the order in which addresses are tried. Must hold no logic."""

from collections.abc import Sequence

from qkg.sparql.question import Question
from qkg.web.place import Place
from qkg.web.start import start


def all_places(questions: Sequence[Question]) -> tuple[Place, ...]:
    """Every place."""
    return (start(questions),)
