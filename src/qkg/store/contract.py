"""What a store can do, whoever implements it: asynchronous, bytes out.

Results cross this line as bytes in a named format, never as engine objects. ``query``, ``dump`` and ``graph``
return once the first block (or the end) is there: what goes wrong before the first byte is raised by the call
itself, what breaks later by the iteration as ``StreamBroken``. An answer that is not read to its end must be
closed; closing ends the evaluation.

Errors (``qkg.errors``) of reading: SyntaxProblem, UnknownFormat, ServiceRefused, TooDeep, QueryTimeout,
OutOfMemory, Cancelled, Overloaded, ReaderLost, NoSuchGeneration, NoSuchGraph, StreamBroken. Of writing:
ReadOnly, SyntaxProblem, NoSuchGraph, DuplicateTriple, Refused, QueryTimeout, OutOfMemory, StoreFull,
StoreLocked, WriterLost, KeyReused. A write that raises has changed nothing.
"""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol, runtime_checkable

from qkg.media import Format
from qkg.terms import Term


@dataclass(frozen=True, order=True)
class Generation:
    """A committed state of the store: a number that only grows, and the time of its commit (UTC)."""

    number: int
    time: datetime


@dataclass(frozen=True)
class Request:
    """One query with all that decides its answer.

    rows, graph: the formats wanted for the two kinds of answer; None refuses that kind.
    bindings: variable name to term, bound by the engine. prefixes: known without being declared.
    default_graphs, named_graphs: the dataset of the SPARQL protocol; None for the store's own,
    whose default graph is the union of the published graphs (or, with ``strict``, the unnamed graph).
    generation: a past one by number, None for the newest. seconds: the deadline of the whole evaluation,
    None for the store's own. source: what error messages call the text.
    """

    text: str
    rows: Format | None = None
    graph: Format | None = None
    bindings: Mapping[str, Term] = field(default_factory=dict)
    prefixes: Mapping[str, str] = field(default_factory=dict)
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    strict: bool = False
    generation: int | None = None
    seconds: float | None = None
    source: str = "query"


class Answer(Protocol):
    """A running answer: its format and generation are known, its bytes follow."""

    @property
    def format(self) -> Format:
        """The format that is written: one of the two asked for."""
        ...

    @property
    def generation(self) -> Generation:
        """The state of the store that answers."""
        ...

    def __aiter__(self) -> AsyncIterator[bytes]:
        """The blocks, once."""
        ...

    async def aclose(self) -> None:
        """End the evaluation if it still runs; safe to call twice."""
        ...


@dataclass(frozen=True, slots=True)
class Whole:
    """An answer that is all there: its format, the state that answered, its bytes."""

    format: Format
    generation: Generation
    body: bytes


@dataclass(frozen=True)
class Key:
    """By what a write is known again: a name that its sender chose, and the digest of what was sent."""

    name: str
    digest: str


@dataclass(frozen=True)
class Update:
    """A SPARQL update: one or more operations, all or nothing.

    The dataset of the protocol is written into the text by the caller, as USING clauses. ``strict`` tells an
    engine that has a union default graph in updates not to use it; the embedded one never does.
    """

    text: str
    prefixes: Mapping[str, str] = field(default_factory=dict)
    strict: bool = False
    source: str = "update"
    key: Key | None = None


@dataclass(frozen=True)
class GraphWrite:
    """One graph-store write: put replaces, post merges, delete removes (no body).

    graph None is the default graph. A body is handed over as a file, so that large ones stay on disk, with
    its syntax; ``base`` resolves relative IRIs.
    """

    method: Literal["put", "post", "delete"]
    graph: str | None
    bodies: Sequence[tuple[str, Format]] = ()
    base: str | None = None
    key: Key | None = None


@dataclass(frozen=True)
class Committed:
    """What a write did: the generation that readers now see, and whether the graph was new."""

    generation: Generation
    created: bool = False


@dataclass(frozen=True)
class Health:
    """What operators ask: ready or not and why, readers busy and idle, the newest generation, quads.

    settled: nothing is being made ready behind the scenes that will make answers come faster.
    """

    ready: bool
    reason: str
    busy: int
    idle: int
    generation: Generation
    quads: int
    settled: bool = True


class Begun(Answer, Protocol):
    """A running answer that tells of itself, for callers that have no task to wait in."""

    @property
    def size(self) -> int:
        """Bytes that have come and were not taken."""
        ...

    @property
    def failed(self) -> bool:
        """Whether it has gone wrong; ``begin`` or the iteration raises how."""
        ...

    def tell(self, told: Callable[[], None] | None) -> None:
        """Call this whenever there is news; None: call nobody any more."""
        ...

    def drop(self) -> None:
        """End the evaluation if it still runs."""
        ...

    def whole(self) -> bytes | None:
        """All of it, once it has ended well and nothing was taken."""
        ...

    async def begin(self) -> None:
        """Wait for the first block or the end; raises what goes wrong before that."""
        ...


@runtime_checkable
class Prompt(Protocol):
    """A store that can do without waiting what others must wait for."""

    def newest(self) -> Generation | None:
        """The generation that the next query reads; None when that is not known yet."""
        ...

    def ask_now(self, request: Request) -> Begun | None:
        """Begin to evaluate a query of the newest generation, if that can be done at once."""
        ...


@runtime_checkable
class Dated(Protocol):
    """A store that others write to as well: it may have to answer without knowing whether they did."""

    @property
    def stale(self) -> bool:
        """Whether answers given now may be of a state that was the newest longer than a second ago."""
        ...


class Store(Protocol):
    """A place that holds named graphs, answers SPARQL and keeps its past states for a stated while."""

    async def start(self) -> None:
        """Get ready; whatever else is called first does the same."""
        ...

    async def query(self, request: Request) -> Answer:
        """Evaluate a query (SPARQL 1.1 Query)."""
        ...

    def at_once(self, request: Request) -> Whole | None:
        """The answer, when it takes no more than a moment that is bounded beforehand; None: use ``query``.

        None is always right, also for what is wrong with the request.
        """
        ...

    async def dump(
        self, format: Format, graphs: Sequence[str] | None = None, generation: int | None = None
    ) -> Answer:
        """The quads of these graphs, or of all with None; in a format without graphs the triples alone."""
        ...

    async def graph(self, graph: str | None, format: Format, generation: int | None = None) -> Answer:
        """The triples of one graph (None: the default graph); NoSuchGraph when it is not there."""
        ...

    async def has_graph(self, graph: str | None, generation: int | None = None) -> bool:
        """Whether the graph is there; the default graph always is."""
        ...

    async def graphs(self, generation: int | None = None) -> dict[str, int]:
        """The named graphs, empty ones too, and how many triples each holds."""
        ...

    async def update(self, update: Update) -> Committed:
        """Apply an update; it is answered when the next query sees it (SPARQL 1.1 Update)."""
        ...

    async def write(self, write: GraphWrite) -> Committed:
        """Change one graph as a whole (SPARQL 1.1 Graph Store HTTP Protocol)."""
        ...

    async def repeated(self, key: Key) -> Committed | None:
        """What the write of that key did, as far as commits are remembered; None: nothing.

        KeyReused when it was another write. ``update`` and ``write`` with a key look themselves.
        """
        ...

    async def load(self, paths: Sequence[tuple[str, Format, str | None]]) -> Committed:
        """Add files, all or none: path (.gz, .zst are unpacked), syntax, graph (None: as the file says)."""
        ...

    async def generations(self) -> list[Generation]:
        """The states that can be asked for, oldest first."""
        ...

    async def health(self) -> Health:
        """How the store is, without asking a reader."""
        ...

    async def aclose(self) -> None:
        """End all that runs; safe to call twice."""
        ...
