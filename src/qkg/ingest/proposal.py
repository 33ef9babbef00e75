"""What an extractor proposes, and what came of it. Owns the values and the interface; merges nothing.

An extractor is registered as an entry point of the group ``qkg.extractors``: something that is called without
arguments and gives an ``Extractor``. Its candidates are plain mappings, so that it need not import qkg
(``docs/how-to/extractors.md`` lists their keys).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Protocol

Candidate = Mapping[str, Any]


class Extractor(Protocol):
    """Another recogniser. ``name`` and ``version`` go into the provenance of what it adds."""

    name: str
    version: str

    def extract(self, text: str, published: date) -> Iterable[Candidate]:
        """Candidates for a clean text of that day; positions count its characters from 0."""
        ...


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a candidate is not in the draft, in both languages."""

    zh: str
    en: str


NOT_THERE: Final = Reason("原文该处没有这些字", "the words do not stand at that place")
NO_PLACE: Final = Reason("原文中没有这些字，或不止一处而未指明", "the words stand nowhere, or more than once")
WRONG: Final = Reason("格式或取值不对", "a key is missing or has a value that it cannot have")
TAKEN: Final = Reason("规则在该处另有读法，以规则为准", "the rules read that place in another way, and stand")
LOOSE: Final = Reason(
    "关系的一端不是已认出的数字或名称", "an end of the relation is nothing that was recognised"
)
TOO_MANY: Final = Reason("候选过多，其余不看", "too many candidates; the rest was not looked at")


@dataclass(frozen=True, slots=True)
class Dropped:
    """A candidate that was not taken: what it said, shortened, and why."""

    words: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Tried:
    """What one extractor came to on one text.

    ``agreed`` counts candidates that say what the rules say; ``failure`` is a sentence where it gave nothing.
    """

    extractor: str
    taken: int = 0
    agreed: int = 0
    dropped: tuple[Dropped, ...] = field(default=())
    failure: str = ""

    @property
    def proposed(self) -> int:
        """How many candidates there were."""
        return self.taken + self.agreed + len(self.dropped)

    @property
    def reasons(self) -> list[tuple[Reason, int]]:
        """How many were dropped for each reason, most first."""
        return Counter(one.reason for one in self.dropped).most_common()
