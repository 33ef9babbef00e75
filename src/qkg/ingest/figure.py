"""A number that the text reports. Owns the value; knows nothing of how it is read."""

from dataclasses import dataclass

UNSTATED = "unstated"
"""For a period that nothing says."""
HEDGES = ("exact", "nearly", "more-than", "about", "at-least", "at-most", "range")
"""The concepts of the approximation scheme, and ``range`` (2—3倍), which has bounds and no value."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Words with a value, a unit and a hedge; of a range ``value`` is None and both bounds are given.

    ``value`` is in the base unit (万 and 亿 multiplied out), ``unit`` a local name of QUDT, ``counter`` the
    measure word of the text, ``period`` an EDTF string or ``unstated`` with the words in ``period_words``,
    ``change`` is ``increase``, ``decrease`` or empty, ``of`` the words that say what is measured, ``place``
    those that say where; ``by`` the extractor that proposed it, empty where the rules did.
    """

    start: int
    end: int
    verbatim: str
    value: float | None
    lower: float | None = None
    upper: float | None = None
    unit: str = "NUM"
    counter: str = ""
    hedge: str = "exact"
    period: str = UNSTATED
    period_words: str = ""
    change: str = ""
    of: str = ""
    place: str = ""
    confidence: float = 0.9
    by: str = ""
