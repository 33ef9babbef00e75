"""What can go wrong, as a tree. No class here knows about HTTP or exit codes.

``web/problems.py`` gives each class a status and ``cli/main.py`` an exit code.

    QkgError
    ├── InputError              what the user gave cannot be used
    │   ├── SyntaxProblem       a text breaks its grammar, at a line and column
    │   │   └── UnknownPrefix   … because a prefix was never declared
    │   ├── BadParameter        a value for a parameter, or its name
    │   ├── UnsupportedQuery    correct grammar, but the engine cannot do it
    │   ├── TooDeep             brackets nested beyond what can be evaluated
    │   ├── ServiceRefused      a query that wants to reach another host
    │   ├── UnknownFormat       no such format, or not for this kind of result
    │   ├── NoSuchFile          a file that is not there or cannot be read
    │   ├── CheckFailed         a draft that the check finds unsound
    │   ├── NotThisText         a source text that is no text version of the graph
    │   ├── NotAText            a file that holds no article's text
    │   ├── NotADraft           a document that holds no draft for review
    │   ├── NoSuchDraft         no draft of that name is under review
    │   ├── DraftThere          a draft of that name is under review already
    │   ├── Overtaken           a change to a state that is no longer the newest
    │   ├── NoSuchQuestion      no packaged question of that name
    │   ├── NoSuchGraph         no graph of that name
    │   ├── NoSuchPage          nothing at that address; may carry what was meant
    │   │   └── Withdrawn       … any more: it was there and was taken back
    │   ├── NoSuchGeneration    a past state that is not kept, or never was
    │   ├── LoadRefused         an update that wants to read from another host
    │   ├── LoadFailed          a document on another host that cannot be had
    │   ├── ReadOnly            a store that takes no writes
    │   ├── LiteralAltered      a literal that the remote engine would alter
    │   ├── DuplicateTriple     a triple that stands in two published graphs
    │   ├── Refused             a commit that the shapes refuse; carries the report
    │   ├── StillNeeded         a graph that cannot go: another speaks of its facts
    │   ├── NoArticleGraph      a data file that does not say which graph it is
    │   ├── BackupDamaged       a backup that is not whole, or not what it says it is
    │   └── OutputProblem       a file that cannot be written
    ├── StoreError              the folder on disk
    │   ├── StoreTooNew         written by a newer version of this program
    │   ├── StoreTooOld         written by a version whose layout is no longer read
    │   ├── StoreDamaged        its content does not open
    │   ├── NotAStore           a file, or a folder of something else
    │   ├── StoreUnwritable     the folder cannot be made
    │   ├── StoreLocked         another program writes to it
    │   └── StoreFull           there is no room left on the disk
    ├── Stopped                 an evaluation that was ended before its end
    │   ├── QueryTimeout        … by its deadline
    │   ├── OutOfMemory         … by its limit of memory
    │   ├── Cancelled           … by an operator
    │   ├── ReaderLost          … because its process died
    │   ├── WriterLost          a write that was ended: nothing of it was kept
    │   └── StreamBroken        … after part of the answer had been handed out
    ├── Overloaded              too many queries wait already
    ├── TooMuch                 more asked for at once than is answered
    ├── ShelfFull               a shared query that cannot be kept
    ├── IndexNotReady           the words are not indexed yet
    ├── ServerProblem           another server, asked by a command, refuses or does not answer
    ├── EngineError             the remote engine that holds the store
    │   ├── EngineUnavailable   does not answer; says when to try again
    │   ├── EngineRefused       refuses us, or is not what its profile says
    │   ├── AnswerIncomplete    gave an answer that is not whole
    │   └── WriteInDoubt        was lost while it committed
    ├── RunStopped              a run on many processes or a cluster that cannot go on
    ├── MissingExtra            an optional library that was not installed
    ├── AssetsMissing           the packaged ontology, data or questions are not there
    ├── RulesDiverge            the inference rules never come to an end
    └── PortProblem             the address cannot be listened on
        └── PortInUse           another program has it
"""

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


class NoSuchFile(InputError):
    """A file is not there or cannot be read."""


class CheckFailed(InputError):
    """A draft is not sound; the text lists the first findings, ``findings`` has all that can be shown."""

    def __init__(self, message: str, findings: tuple[dict[str, object], ...] = ()) -> None:
        self.findings = findings
        super().__init__(message)


class NotThisText(InputError):
    """A source text is not, byte for byte, a text version of an article in the graph."""


class NotAText(InputError):
    """A file holds no text that could be an article's, or nothing says when it was published."""


class NotADraft(InputError):
    """A document holds no draft for review, or a damaged one."""


class NoSuchDraft(InputError):
    """No draft of that name is under review."""


class DraftThere(InputError):
    """A draft of that name is under review already."""


class Overtaken(InputError):
    """Someone else has changed the decisions meanwhile; ``tag`` names their newest state."""

    def __init__(self, message: str, tag: str) -> None:
        self.tag = tag
        super().__init__(message)


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


class StillNeeded(InputError):
    """A graph cannot be withdrawn or replaced: another one speaks of its facts."""


class NoArticleGraph(InputError):
    """A data file does not say which graph it is."""


class BackupDamaged(InputError):
    """A backup is not whole, or not what it says it is."""


class OutputProblem(InputError):
    """A file cannot be written."""


class StoreError(QkgError):
    """The folder on disk cannot be used."""


class StoreTooNew(StoreError):
    """The store was written by a newer version of this program."""


class StoreTooOld(StoreError):
    """The store was written by a version whose layout is no longer read."""


class StoreDamaged(StoreError):
    """The content of the store does not open."""


class NotAStore(StoreError):
    """The path is a file, or a folder of something else."""


class StoreUnwritable(StoreError):
    """The folder of the store cannot be made."""


class StoreLocked(StoreError):
    """Another program writes to the store."""


class StoreFull(StoreError):
    """There is no room left on the disk."""


class Stopped(QkgError):
    """An evaluation was ended before its end."""


class QueryTimeout(Stopped):
    """The deadline of the evaluation passed."""


class OutOfMemory(Stopped):
    """The evaluation needed more memory than it may have."""


class Cancelled(Stopped):
    """An operator ended the evaluation."""


class ReaderLost(Stopped):
    """The process that evaluated died."""


class WriterLost(Stopped):
    """The process that wrote died; nothing of the write was kept."""


class StreamBroken(Stopped):
    """The evaluation ended after part of its answer had been handed out."""


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


class ServerProblem(QkgError):
    """Another server, asked by a command, refuses or does not answer."""


class EngineError(QkgError):
    """The remote engine that holds the store cannot be used as it is."""


class EngineUnavailable(EngineError):
    """The engine does not answer; ``retry_after`` is in seconds."""

    def __init__(self, message: str, retry_after: int = 1) -> None:
        self.retry_after = retry_after
        super().__init__(message)


class EngineRefused(EngineError):
    """The engine refuses us, or is not what its profile says."""


class AnswerIncomplete(EngineError):
    """The engine gave an answer that is not whole."""


class WriteInDoubt(EngineError):
    """The engine was lost while it committed: whether the write is kept shows when it is back."""


class RunStopped(QkgError):
    """A run on many processes or on a cluster cannot go on; what is done is kept."""


class MissingExtra(QkgError):
    """An optional library is needed and not installed; the text says how to install it."""


class AssetsMissing(QkgError):
    """The packaged ontology, data or questions are not there."""


class RulesDiverge(QkgError):
    """The inference rules never come to an end."""


class PortProblem(QkgError):
    """The address cannot be listened on."""


class PortInUse(PortProblem):
    """Another program listens there."""
