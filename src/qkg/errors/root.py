"""The root, what the user gave, and where in a text."""

from dataclasses import dataclass


class QkgError(Exception):
    """The root: its text is one sentence for the user."""


class InputError(QkgError):
    """What the user gave cannot be used."""


@dataclass(frozen=True)
class Place:
    """Where in a text: its name, line and column, both counted from one; zero when unknown."""

    source: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """``file:line:column`` as far as it is known."""
        numbers = [str(number) for number in (self.line, self.column) if number]
        return ":".join([self.source, *numbers])
