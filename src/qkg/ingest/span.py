"""A stretch of a text. Owns comparison of stretches; knows nothing of what stands there."""

from typing import NamedTuple, Protocol


class Span(NamedTuple):
    """Characters counted from 0, end exclusive."""

    start: int
    end: int


class Placed(Protocol):
    """Anything that stands in the text."""

    @property
    def start(self) -> int:
        """The first character."""
        ...

    @property
    def end(self) -> int:
        """One past the last character."""
        ...


def shared(one: Placed, other: Placed) -> int:
    """How many characters two stretches have in common."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def within(inner: Placed, outer: Placed) -> bool:
    """Whether the one lies wholly in the other."""
    return outer.start <= inner.start and inner.end <= outer.end
