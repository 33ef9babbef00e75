"""A draft just made, as the bundle that its review needs. Apart from ``bundle``: it needs the recogniser."""

from collections import defaultdict

from qkg.ingest.article import headline
from qkg.ingest.draft import Draft
from qkg.ingest.gazetteer import plain
from qkg.ingest.review.bundle import Bundle, Left, Named
from qkg.ingest.review.leaving import gaps
from qkg.namespaces import THING


def bundled(made: Draft) -> Bundle:
    """The bundle of a draft just made."""
    waiting = {(one.start, one.end): one for one in gaps(made)}
    left = []
    for one in made.left_out:
        gap = waiting.get((one.start, one.end))
        thing, turtle = (gap.thing, gap.turtle) if gap else ("", "")
        left.append(Left(one.words, one.start, one.end, one.reason_zh, one.reason_en, thing, turtle))
    names = {one.thing: Named(one.words, one.english, one.kind, one.new) for one in made.links}
    return Bundle(
        made.meta.slug,
        headline(made.cleaned),
        made.meta.published.isoformat(),
        made.cleaned.clean,
        made.turtle,
        _places(made),
        names,
        tuple(left),
    )


def _places(made: Draft) -> dict[str, list[list[int]]]:
    found: dict[str, list[list[int]]] = defaultdict(list)
    for number, figure in enumerate(made.recognised.figures, 1):
        found[f"{THING}measure/{made.meta.slug}-f{number:03}"].append([figure.start, figure.end])
    things = {(one.kind, one.words): one.thing for one in made.links}
    for one in made.recognised.mentions:
        name = plain(one.name or one.words)
        thing = things.get((one.kind, name)) or things.get((one.kind, name.replace(" ", "")))
        if thing:
            found[thing].append([one.start, one.end])
    return dict(found)
