"""The report of one draft as a page that needs nothing else: the text in colours, candidates beside it.

Owns which words get which colour, and the cards. No script, no other host; Chinese and English side by side.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qkg.ingest.draft import Draft
from qkg.ingest.figure import Figure
from qkg.ingest.mention import Mention
from qkg.ingest.span import Span

if TYPE_CHECKING:
    from jinja2 import Template

KINDS: Final = {
    "figure": "数字 figure",
    "period": "时段 period",
    "agency": "机关 agency",
    "enterprise": "企业 enterprise",
    "organisation": "组织 organisation",
    "place": "地域 place",
    "person": "人 person",
    "document": "文件 document",
    "award": "奖项 award",
    "action": "行动 action",
    "platform": "平台 platform",
    "strategy": "战略 strategy",
    "appraisal": "评价 appraisal",
    "plan": "计划 plan",
}
"""Every kind of mark with its name in both languages."""
_TEMPLATE: Final = Path(__file__).with_name("report.html")


@dataclass(frozen=True, slots=True)
class Mark:
    """One recognised stretch, with what its card says."""

    key: str
    kind: str
    start: int
    end: int
    words: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in pieces, each with the mark that it belongs to (the shortest) or none, and its cards."""

    number: int
    pieces: tuple[tuple[str, Mark | None], ...]
    cards: tuple[Mark, ...]


def report(made: Draft) -> str:
    """The page."""
    every = list(marks(made))
    text = made.cleaned.clean
    spans = made.cleaned.paragraphs
    shown = [paragraph(number, text, span, every) for number, span in enumerate(spans, 1)]
    ties = [(text[slice(*one.subject)], one.kind, text[slice(*one.object)]) for one in made.relations]
    used = {one.kind for one in every}
    kinds = {kind: name for kind, name in KINDS.items() if kind in used}
    return _template().render(draft=made, paragraphs=shown, ties=ties, kinds=kinds, names=KINDS)


@cache
def _template() -> "Template":
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - a process that only recognises needs none

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.from_string(_TEMPLATE.read_text("utf-8"))


def marks(made: Draft) -> Iterator[Mark]:
    """Figures, mentions and periods in this order, each with a key of its own."""
    found = made.recognised
    links = {(one.kind, one.words): one for one in made.links}
    for number, figure in enumerate(found.figures, 1):
        yield Mark(f"f{number}", "figure", figure.start, figure.end, figure.verbatim, tuple(_figure(figure)))
    for number, mention in enumerate(found.mentions, 1):
        link = links.get((mention.kind, mention.name or mention.words))
        english = link.english if link else ""
        lines = tuple(one for one in (*_mention(mention), english) if one)
        yield Mark(f"m{number}", mention.kind, mention.start, mention.end, mention.words, lines)
    for number, period in enumerate(found.periods, 1):
        yield Mark(f"p{number}", "period", period.start, period.end, period.words, (period.edtf,))


def _figure(one: Figure) -> Iterator[str]:
    bounds = (
        f"[{_number(one.lower)}, {_number(one.upper)}]"
        if one.lower is not None or one.upper is not None
        else ""
    )
    yield " ".join(part for part in (_number(one.value), one.unit, one.counter, bounds) if part)
    yield f"限定 hedge: {one.hedge}" + (f" · {one.change}" if one.change else "")
    yield f"时段 period: {one.period}" + (f"（{one.period_words}）" if one.period_words else "")
    if one.of or one.place:
        yield " · ".join(part for part in (one.of, one.place) if part)
    yield from _by(one)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.10g}" if abs(value) < 1e10 else f"{value:,.0f}"  # noqa: PLR2004


def _mention(one: Mention) -> Iterator[str]:
    if one.name and one.name != one.words:
        yield f"= {one.name}"
    yield one.thing if one.thing else "新 new"
    yield from _by(one)


def _by(one: Figure | Mention) -> Iterator[str]:
    """Who proposed it, where the rules did not find it."""
    if one.by:
        yield f"抽取程序 extractor: {one.by}"


def paragraph(number: int, text: str, span: Span, every: list[Mark]) -> Paragraph:
    """The pieces between all ends of marks: the words of a piece are of the shortest mark around it."""
    here = [one for one in every if one.start < span.end and span.start < one.end]
    cuts = sorted(
        {*span, *(edge for one in here for edge in (one.start, one.end) if span.start < edge < span.end)}
    )
    pieces = []
    for start, end in pairwise(cuts):
        around = [one for one in here if one.start <= start and end <= one.end]
        pieces.append((text[start:end], min(around, key=lambda one: one.end - one.start, default=None)))
    cards = sorted((one for one in here if one.start >= span.start), key=lambda one: (one.start, -one.end))
    return Paragraph(number, tuple(pieces), tuple(cards))
