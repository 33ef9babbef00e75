"""A draft just made, as the bundle that its review needs. Apart from ``bundle``: it needs the recogniser."""

from collections import defaultdict

from qkg.ingest.article import headline
from qkg.ingest.draft import Draft, LeftOut
from qkg.ingest.review import bundle
from qkg.ingest.review.aligning import runs
from qkg.ingest.review.bundle import Bundle, Left
from qkg.ingest.review.gap import Gap
from qkg.ingest.review.leaving import gaps
from qkg.ingest.review.ties import Named, tied
from qkg.namespaces import THING


def bundled(made: Draft) -> Bundle:
    """The bundle of a draft just made."""
    waiting = {(one.start, one.end): one for one in gaps(made)}
    ties = [(words, one.start, one.end, one) for words, one in tied(made)]
    left = []
    for one in made.left_out:
        gap = waiting.get((one.start, one.end)) if ": " not in one.words else _tie(ties, one)
        thing, turtle = (gap.thing, gap.turtle) if gap else ("", "")
        left.append(Left(one.words, one.start, one.end, one.reason_zh, one.reason_en, thing, turtle))
    names = {one.thing: bundle.Named(one.words, one.english, one.kind, one.new) for one in made.links}
    return Bundle(
        made.meta.slug,
        headline(made.cleaned),
        made.meta.published.isoformat(),
        made.cleaned.clean,
        made.turtle,
        _places(made),
        names,
        tuple(left),
        runs(made.cleaned),
    )


def _tie(ties: list[tuple[str, int, int, Gap]], left: LeftOut) -> Gap | None:
    """The relation that was left out in these words; each is taken once."""
    for number, (words, start, end, gap) in enumerate(ties):
        if (words, start, end) == (left.words, left.start, left.end):
            del ties[number]
            return gap
    return None


def _places(made: Draft) -> dict[str, list[list[int]]]:
    found: dict[str, list[list[int]]] = defaultdict(list)
    for number, figure in enumerate(made.recognised.figures, 1):
        found[f"{THING}measure/{made.meta.slug}-f{number:03}"].append([figure.start, figure.end])
    for span, thing in Named.of(made).things.items():
        found[thing].append([span.start, span.end])
    return dict(found)
