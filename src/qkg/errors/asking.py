"""What was asked for and cannot be had."""

from qkg.errors.root import InputError, Place, QkgError


class SyntaxProblem(InputError):
    """A text breaks its grammar; ``place`` says where, ``hint`` how to repair it."""

    def __init__(self, place: Place, reason: str, hint: str = "") -> None:
        self.place, self.reason, self.hint = place, reason, hint
        super().__init__(f"{place}: {reason}" + (f" ({hint})" if hint else ""))


class UnknownPrefix(SyntaxProblem):
    """A prefix is used and never declared."""


class BadParameter(InputError):
    """A value for a parameter cannot be read, or there is no such parameter."""


class UnsupportedQuery(InputError):
    """The grammar is right, but the engine does not know how to do it."""


class TooDeep(InputError):
    """Brackets are nested beyond what can be evaluated."""


class ServiceRefused(InputError):
    """A query wants to reach another host."""


class UnknownFormat(InputError):
    """No such format, or not for this kind of result."""


class NoSuchQuestion(InputError):
    """No packaged question has that name."""


class NoSuchGraph(InputError):
    """No graph has that name."""


class NoSuchPage(InputError):
    """Nothing is at that address. ``suggestions``: paths with labels of what may have been meant."""

    def __init__(self, message: str, suggestions: tuple[tuple[str, str], ...] = ()) -> None:
        self.suggestions = suggestions
        super().__init__(message)


class Withdrawn(NoSuchPage):
    """What was at that address was taken back; told in the reader's language."""


class NoSuchGeneration(InputError):
    """A past state of the store is not kept, or never was."""


class Overloaded(QkgError):
    """Too many queries wait already; ``retry_after`` is in seconds."""

    def __init__(self, message: str, retry_after: int = 1) -> None:
        self.retry_after = retry_after
        super().__init__(message)


class TooMuch(QkgError):
    """More is asked for at once than is answered; ask for less at a time."""


class ShelfFull(QkgError):
    """A query that is to be shared cannot be kept here: no room, or no right to write."""


class IndexNotReady(QkgError):
    """The search index of the first generation is still being built; ``retry_after`` is in seconds."""

    retry_after = 2
