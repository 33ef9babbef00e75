"""What an engine's refusal means: one of our errors, with the engine's title and what to do about it."""

import re
from typing import Final

from qkg.errors import (
    AnswerIncomplete,
    EngineError,
    EngineRefused,
    OutOfMemory,
    QkgError,
    QueryTimeout,
    UnsupportedQuery,
)
from qkg.store.remote.profile import Profile

OK: Final = (200, 201, 204)
PARTIAL: Final = 206
BAD: Final = 400
LOCKED_OUT: Final = (401, 403)
MISSING: Final = 404
REDIRECT: Final = range(300, 400)
SLOW: Final = re.compile(r"tim(?:ed?|ing)[ -]?out|S1T00|too long", re.IGNORECASE)
FULL: Final = re.compile(
    r"out of memory|OutOfMemory|heap space|no space left|unsafe memory access|NodeTableThrift/Write",
    re.IGNORECASE,
)
"""The last two are what Java and TDB2 say when a file cannot grow."""
TAGS: Final = re.compile(r"<[^<>]*>")
LONGEST: Final = 200


def verdict(profile: Profile, status: int, said: str) -> QkgError:
    """The error for a status that is no success."""
    title, words = profile.title, _words(said)
    if SLOW.search(said) and status != BAD:
        return QueryTimeout(f"{title} ended the query by its own time limit, which is shorter than ours")
    if FULL.search(said):
        return OutOfMemory(f"{title} ran out of memory or room; give it more, or ask for less")
    if status == BAD:
        return UnsupportedQuery(f"{title} does not take this: {words}")
    return _refused(title, status) or EngineError(f"{title} answered {status}: {words}")


def _refused(title: str, status: int) -> QkgError | None:
    if status == PARTIAL:
        return AnswerIncomplete(f"{title} answered with a part only (206); raise its limits or ask for less")
    if status in LOCKED_OUT:
        return EngineRefused(
            f"{title} refuses our credentials ({status}); set QKG_ENGINE_USER and QKG_ENGINE_PASSWORD, "
            "QKG_ENGINE_TOKEN or QKG_ENGINE_CREDENTIALS, and what they may do on the engine"
        )
    if status == MISSING:
        return EngineRefused(
            f"{title} has nothing at that address (404); check its path with qkg engine probe"
        )
    if status in REDIRECT:
        return EngineRefused(
            f"{title} sends us elsewhere ({status}), and we do not follow; name that address"
        )
    return None


def _words(said: str) -> str:
    text = " ".join(TAGS.sub(" ", said).split())
    return text[:LONGEST] + ("…" if len(text) > LONGEST else "") or "it says nothing"
