"""Writes that are refused."""

from qkg.errors.root import InputError


class LoadRefused(InputError):
    """An update wants to read from another host."""


class LoadFailed(InputError):
    """A document on another host cannot be had or read."""


class ReadOnly(InputError):
    """The store takes no writes."""


class LiteralAltered(InputError):
    """The remote engine would not give back a literal as it was written."""


class DuplicateTriple(InputError):
    """A triple would stand in two published graphs."""


class Refused(InputError):
    """A commit that the shapes refuse; ``report`` is the validation report as Turtle."""

    def __init__(self, message: str, report: str) -> None:
        self.report = report
        super().__init__(message)


class KeyReused(InputError):
    """The key of a write was used for another one."""


class StillNeeded(InputError):
    """A graph cannot be withdrawn or replaced: another one speaks of its facts."""


class NoArticleGraph(InputError):
    """A data file does not say which graph it is."""
