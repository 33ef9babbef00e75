"""All mentions of a text: from the gazetteer, by form, and by what was named before.

Owns which of several overlapping names stands, and which thing short words mean. Nothing inside a longer name
is a mention; names inside plans and appraisals are.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from qkg.ingest.bodies import bodies
from qkg.ingest.gazetteer import Gazetteer, plain
from qkg.ingest.mention import Mention
from qkg.ingest.sayings import sayings
from qkg.ingest.span import within
from qkg.ingest.works import works

SENTENCES = ("plan", "appraisal")
"""Kinds that are stretches of a sentence and may hold names."""
_CALLED = re.compile(r"(?:以下|下文)?简称(?:为)?(?P<name>《[^《》]+》|“[^“”]+”)")
_SHORT, _LONG = 2, 8


def mentions(text: str, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """Every mention, in order of place."""
    found = [*gazetteer.mentions(text), *works(text), *bodies(text)]
    names = _longest(found)
    names = _longest([*names, *_again(text, names)])
    stretches = list(sayings(text))
    judged, announced = ([one for one in stretches if one.kind == kind] for kind in SENTENCES[::-1])
    judged = [one for one in judged if not any(within(one, name) for name in names)]
    said = [*_longest(judged), *_longest(announced)]
    tied = [linked(one, gazetteer, name) for one, name in _full(text, names)]
    return tuple(sorted([*tied, *said], key=lambda one: (one.start, one.end)))


def _longest(found: Iterable[Mention]) -> list[Mention]:
    """The longest first; what overlaps one that stands already goes."""
    kept: list[Mention] = []
    taken: set[int] = set()
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start, -one.confidence)):
        places = range(one.start, one.end)
        if taken.isdisjoint(places):
            kept.append(one)
            taken.update(places)
    return sorted(kept, key=lambda one: one.start)


def _again(text: str, names: list[Mention]) -> Iterator[Mention]:
    """Further places of what was named: the quoted part of a platform or award, a short action."""
    for words, kind in {(one.words, one.kind) for one in names}:
        for part in _parts(words, kind):
            place = text.find(part)
            while place >= 0:
                yield Mention(kind, place, place + len(part), part, confidence=0.8)
                place = text.find(part, place + len(part))


def _parts(words: str, kind: str) -> Iterator[str]:
    if kind in ("platform", "award", "action") and words.startswith("“") and words.count("“") == 1:
        yield words[: words.find("”") + 1] or words
    if kind == "action" and words.endswith("行动") and len(words) > _LONG:
        yield words[-len("提升行动") :]
    if (
        kind in ("award", "action", "enterprise", "organisation", "agency", "platform")
        and len(words) > _SHORT + 2
    ):
        yield words


def _full(text: str, names: list[Mention]) -> Iterator[tuple[Mention, str]]:
    """Each mention with the full name that short words stand for."""
    short = {one["name"]: one.start() for one in _CALLED.finditer(text)}
    before: dict[str, list[tuple[Mention, str]]] = defaultdict(list)
    for one in names:
        words, old = plain(one.words), before[one.kind]
        name = _meant(one, words, old, short.get(one.words, 0))
        old.append((one, words))
        yield one, name or one.words


def _meant(one: Mention, words: str, before: list[tuple[Mention, str]], called: int) -> str:
    """The last longer name of the same kind that ends, or is called, like this."""
    if called:
        return next((old.words for old, _ in reversed(before) if old.end <= called), "")
    for old, longer in reversed(before):
        if len(longer) > len(words) and _stands_for(one, words, longer):
            return old.name or old.words
    return ""


def _stands_for(one: Mention, words: str, longer: str) -> bool:
    if one.kind == "platform" or (one.kind == "action" and one.words.startswith("“")):
        return words in longer
    return one.kind in ("document", "action", "award") and longer.endswith(words)


def linked(one: Mention, gazetteer: Gazetteer, name: str) -> Mention:
    """The mention with its full name, and the thing of the graph that has it, where there is one."""
    entry = gazetteer.find(one.kind, name) or (
        gazetteer.find(one.kind, one.words) if name != one.words else None
    )
    return replace(
        one, name=name, thing=entry.thing if entry else one.thing, score=entry.score if entry else one.score
    )
