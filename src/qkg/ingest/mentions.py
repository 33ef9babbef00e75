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
    judged, announced = ([one for one in sayings(text) if one.kind == kind] for kind in ("appraisal", "plan"))
    judged = [one for one in judged if not any(within(one, name) for name in names)]
    said = [*_longest(judged), *_longest(announced)]
    tied = [linked(one, gazetteer) for one in _full(text, names)]
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
            for found in re.finditer(re.escape(part), text):
                yield Mention(kind, *found.span(), part, confidence=0.8)


def _parts(words: str, kind: str) -> Iterator[str]:
    quoted = re.findall("“[^“”]+”", words)
    if kind in ("platform", "award", "action") and len(quoted) == 1 and words.startswith("“"):
        yield quoted[0]
    if kind == "action" and words.endswith("行动") and len(words) > _LONG:
        yield words[-len("提升行动") :]
    if (
        kind in ("award", "action", "enterprise", "organisation", "agency", "platform")
        and len(words) > _SHORT + 2
    ):
        yield words


def _full(text: str, names: list[Mention]) -> Iterator[Mention]:
    """Each mention with the full name that short words stand for."""
    short = {one["name"]: one.start() for one in _CALLED.finditer(text)}
    before: dict[str, list[tuple[Mention, str]]] = defaultdict(list)
    for one in names:
        words, old = plain(one.words), before[one.kind]
        name = _meant(one, words, old, short.get(one.words, 0))
        old.append((one, words))
        yield replace(one, name=name or one.words)


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


def linked(one: Mention, gazetteer: Gazetteer) -> Mention:
    """The mention with the thing of the graph that has its name, where there is one."""
    entry = gazetteer.find(one.kind, one.name) or gazetteer.find(one.kind, one.words)
    return replace(one, thing=entry.thing, score=entry.score) if entry else one
