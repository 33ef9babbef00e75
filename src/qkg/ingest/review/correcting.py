"""A curator's corrections of one fact: amount, period and ends. Words and evidence stay as they are.

What is written is written as the drafter writes it. Must not decide which facts are kept.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import pyoxigraph as ox

from qkg.errors import BadParameter
from qkg.ingest.amounts import amount, period_block, said
from qkg.ingest.figure import Figure
from qkg.ingest.notation import block, header, iri
from qkg.ingest.review.decisions import Amount
from qkg.ingest.review.roles import ROLES, kind
from qkg.ingest.review.triples import LABEL, Node, Triples, own, thing
from qkg.namespaces import PREFIXES, THING

_VALUE: Final = ox.NamedNode(PREFIXES["sdmx-measure"] + "obsValue")
_UNIT: Final = ox.NamedNode(PREFIXES["sdmx-attribute"] + "unitMeasure")
_PERIOD: Final = ox.NamedNode(PREFIXES["sdmx-dimension"] + "refPeriod")
_AMOUNT: Final = (
    _VALUE,
    _UNIT,
    *map(own, ("approximation", "lowerBound", "upperBound", "changeDirection")),
)
_COUNTED: Final = own("countedThing")
_BELOW: Final = frozenset(("more-than", "at-least"))
_ABOVE: Final = frozenset(("nearly", "at-most"))
Change = tuple[str, str, str]
"""What was changed, before and after."""


def amount_of(triples: Triples, fact: Node) -> Amount | None:
    """The amount of a measure as the draft has it; None for what is no measure."""
    value = triples.text(fact, _VALUE)
    if not value:
        return None
    period = next(iter(triples.nodes(fact, _PERIOD)), None)
    return Amount(
        value=float(value),
        unit=_end(triples, fact, _UNIT),
        hedge=_end(triples, fact, own("approximation")) or "exact",  # type: ignore[arg-type] # pydantic looks
        lower=_number(triples.text(fact, own("lowerBound"))),
        upper=_number(triples.text(fact, own("upperBound"))),
        change=_end(triples, fact, own("changeDirection")),  # type: ignore[arg-type] # pydantic looks
        period=triples.text(period, own("edtf")) if period else "",
        period_words=triples.text(period, own("periodText")) if period else "",
    )


def _end(triples: Triples, fact: Node, predicate: Node) -> str:
    found = triples.nodes(fact, predicate)
    return found[0].value.replace("#", "/").rpartition("/")[2] if found else ""


def _number(text: str) -> float | None:
    return float(text) if text else None


def bounded(given: Amount) -> Amount:
    """The amount with the bound that its hedge sets, and with no other."""
    lower = (given.value if given.lower is None else given.lower) if given.hedge in _BELOW else None
    upper = (given.value if given.upper is None else given.upper) if given.hedge in _ABOVE else None
    return given.model_copy(update={"lower": lower, "upper": upper})


def correct_amount(triples: Triples, fact: Node, given: Amount, published: str) -> list[Change]:
    """Write the amount; what was changed. BadParameter for what is no measure."""
    before = amount_of(triples, fact)
    if before is None:
        raise BadParameter(f"{fact.value.removeprefix(THING)} is no figure: it has no amount")
    after = bounded(given)
    if not after.period:
        after = after.model_copy(update={"period": before.period, "period_words": before.period_words})
    figure = Figure(
        0, 1, "", after.value, after.lower, after.upper, after.unit, "", after.hedge, change=after.change
    )
    for predicate in _AMOUNT:
        triples.replace(fact, predicate, ())
    triples.add(_turtle(block(iri(fact.value), "qkg:Measure", amount(figure))))
    start = triples.text(fact, LABEL, "en").partition(": ")[0]
    kept = [
        one
        for one in triples.values(fact, LABEL)
        if not (isinstance(one, ox.Literal) and one.language == "en")
    ]
    triples.replace(fact, LABEL, [*kept, ox.Literal(f"{start}: {said(figure)}", language="en")])
    _count(triples, fact, after.unit)
    if (after.period, after.period_words) != (before.period, before.period_words):
        _date(triples, fact, after, published)
    return list(_changes(before, after))


def _turtle(text: str) -> Iterator[ox.Triple]:
    return (one.triple for one in ox.parse(header() + text, ox.RdfFormat.TURTLE))


def _count(triples: Triples, fact: Node, unit: str) -> None:
    """Bare numbers count something; amounts of a unit do not."""
    if unit != "NUM":
        triples.replace(fact, _COUNTED, ())
    elif not triples.values(fact, _COUNTED):
        triples.replace(fact, _COUNTED, [thing("counted-thing/unclassified")])


def _date(triples: Triples, fact: Node, after: Amount, published: str) -> None:
    slug = fact.value.rpartition("/")[2]
    name = thing(f"period/{slug}")
    unstated = after.period == f"/{published}" and not after.period_words
    words = after.period_words or ("" if unstated else after.period)
    triples.forget(name)
    triples.add(_turtle(period_block(iri(name.value), after.period, words)))
    triples.replace(fact, _PERIOD, [name])


def _changes(before: Amount, after: Amount) -> Iterator[Change]:
    for name, old in before.model_dump().items():
        new = getattr(after, name)
        if old != new:
            yield name, _told(old), _told(new)


def _told(value: object) -> str:
    return f"{value:.15g}" if isinstance(value, float) else str(value or "—")


def correct_roles(triples: Triples, fact: Node, given: Mapping[str, Sequence[str]]) -> list[Change]:
    """Other things at the ends of a fact; of a statement the triple that it is about goes along."""
    allowed = ROLES.get(kind(triples, fact), {})
    done = []
    for name, values in given.items():
        role = allowed.get(name)
        if role is None:
            known = ", ".join(allowed) or "none"
            raise BadParameter(f"{fact.value.removeprefix(THING)} has no end {name!r}; it has: {known}")
        if not role.least <= len(values) <= role.most:
            raise BadParameter(
                f"{fact.value.removeprefix(THING)}: {name} takes {role.least} to {role.most} things"
            )
        before = [one.value for one in triples.nodes(fact, role.predicate)]
        if sorted(before) != sorted(values):
            triples.replace(fact, role.predicate, map(ox.NamedNode, values))
            done.append((name, _ends(before), _ends(values)))
    return done


def _ends(values: Sequence[str]) -> str:
    return ", ".join(one.removeprefix(THING) for one in values) or "—"
