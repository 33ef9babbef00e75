"""A text under work: its characters, and for each the stretch of the raw text that it was made from.

Owns the bookkeeping of positions; knows nothing of why something is changed.
"""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Edit(NamedTuple):
    """Words to stand in place of a stretch. As many words as characters keep their places one by one."""

    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Worked:
    """A text with the raw beginning and end of each character."""

    text: str
    starts: "array[int]"
    ends: "array[int]"

    @classmethod
    def of(cls, raw: str) -> "Worked":
        """A text in which nothing was changed yet."""
        size = len(raw)
        return cls(raw, array("I", range(size)), array("I", range(1, size + 1)))

    def rewritten(self, text: str) -> "Worked":
        """Other characters in the same places, one for one."""
        if len(text) != len(self.text):
            raise ValueError("a text of another length has other places")
        return Worked(text, self.starts, self.ends)

    def edited(self, edits: Iterable[Edit]) -> "Worked":
        """The text with edits in order, none overlapping another."""
        listed = list(edits)
        if not listed:
            return self
        words: list[str] = []
        starts, ends = array("I"), array("I")
        done = 0
        for edit in listed:
            if edit.start < done:
                continue
            words += (self.text[done : edit.start], edit.words)
            starts.extend(self.starts[done : edit.start])
            ends.extend(self.ends[done : edit.start])
            if len(edit.words) == edit.end - edit.start:
                starts.extend(self.starts[edit.start : edit.end])
                ends.extend(self.ends[edit.start : edit.end])
            elif edit.words:
                starts.extend([self.starts[edit.start]] * len(edit.words))
                ends.extend([self.ends[edit.end - 1]] * len(edit.words))
            done = edit.end
        words.append(self.text[done:])
        starts.extend(self.starts[done:])
        ends.extend(self.ends[done:])
        return Worked("".join(words), starts, ends)
