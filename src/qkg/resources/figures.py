"""Figures read from a view: the part of a query that says what a figure needs, and what its solution means.

A page writes ``SELECT {FIGURE_FIELDS} … WHERE { …binds ?measure… FIGURE_PATTERN }`` and turns each row into a
figure with ``figure_of``. Must not know how a figure is said or drawn.
"""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Final

from qkg.resources.periods import Period
from qkg.resources.wording import COUNT, Figure
from qkg.terms import Term

FIGURE_FIELDS: Final = (
    "?measure ?value ?unit ?unit_zh ?unit_en ?hedge ?lower ?upper ?counted_zh ?counted_en ?classifier"
    " ?change ?aggregation ?verbatim ?edtf ?period_text ?period_zh ?period_en"
)
FIGURE_PATTERN: Final = """
  ?measure sdmx-measure:obsValue ?value ; sdmx-attribute:unitMeasure ?unit .
  OPTIONAL { ?measure qkg:approximation ?hedge }
  OPTIONAL { ?measure qkg:lowerBound ?lower }
  OPTIONAL { ?measure qkg:upperBound ?upper }
  OPTIONAL { ?measure qkg:changeDirection ?change }
  OPTIONAL { ?measure qkg:aggregation ?aggregation }
  OPTIONAL { ?measure qkg:verbatim ?verbatim }
  OPTIONAL { ?unit rdfs:label ?unit_zh FILTER(LANG(?unit_zh) = "zh") }
  OPTIONAL { ?unit rdfs:label ?unit_en FILTER(LANG(?unit_en) = "en") }
  OPTIONAL {
    ?measure qkg:countedThing ?counted .
    OPTIONAL { ?counted skos:notation ?classifier }
    OPTIONAL { ?counted skos:prefLabel ?counted_zh FILTER(LANG(?counted_zh) = "zh") }
    OPTIONAL { ?counted skos:prefLabel ?counted_en FILTER(LANG(?counted_en) = "en") }
  }
  OPTIONAL {
    ?measure sdmx-dimension:refPeriod ?period .
    OPTIONAL { ?period qkg:edtf ?edtf }
    OPTIONAL { ?period qkg:periodText ?period_text }
    OPTIONAL { ?period rdfs:label ?period_zh FILTER(LANG(?period_zh) = "zh") }
    OPTIONAL { ?period rdfs:label ?period_en FILTER(LANG(?period_en) = "en") }
  }
"""
"""Binds everything in FIGURE_FIELDS for a bound ``?measure``."""


def figure_of(row: Mapping[str, Term]) -> Figure | None:
    """The figure in a solution; None where its value is no number."""
    value = _number(row, "value")
    if value is None:
        return None
    return Figure(
        value,
        unit=_last(row, "unit") or COUNT,
        hedge=_last(row, "hedge") or "exact",
        lower=_number(row, "lower"),
        upper=_number(row, "upper"),
        counted=by_language(row, "counted"),
        classifier=text(row, "classifier"),
        unit_names=by_language(row, "unit"),
        change=_last(row, "change"),
        aggregation=_last(row, "aggregation"),
        period=_period(row),
        verbatim=text(row, "verbatim"),
    )


def _period(row: Mapping[str, Term]) -> Period | None:
    names = by_language(row, "period")
    if not names and "edtf" not in row:
        return None
    return Period(text(row, "edtf"), text(row, "period_text"), names)


def text(row: Mapping[str, Term], name: str) -> str:
    """The text of a variable, empty when it is unbound."""
    term = row.get(name)
    return "" if term is None or not hasattr(term, "value") else str(term.value)


def by_language(row: Mapping[str, Term], name: str) -> dict[str, str]:
    """What ``?name_zh`` and ``?name_en`` hold."""
    pairs = ((language, text(row, f"{name}_{language}")) for language in ("zh", "en"))
    return {language: word for language, word in pairs if word}


def _last(row: Mapping[str, Term], name: str) -> str:
    return text(row, name).rpartition("/")[2]


def _number(row: Mapping[str, Term], name: str) -> Decimal | None:
    try:
        return Decimal(text(row, name))
    except InvalidOperation:
        return None
