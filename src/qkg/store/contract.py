"""What a store can do, whoever implements it.

``query`` and ``dump`` return futures of finished bytes: an implementation evaluates where it must
(a thread with a large stack, another process, another machine) and a caller either waits with
``.result()`` or awaits it. Results cross this line as bytes in a named format, never as engine objects.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Protocol

from qkg.media import Format
from qkg.terms import Term


@dataclass(frozen=True)
class Request:
    """One query with all that decides its answer.

    rows, graph: the formats wanted for the two kinds of answer; None refuses that kind.
    bindings: variable name to term, bound by the engine. prefixes: known without being declared.
    default_graphs, named_graphs: the dataset of the SPARQL protocol; None for the store's own,
    whose default graph is the union of all named graphs. source: what error messages call the text.
    """

    text: str
    rows: Format | None = None
    graph: Format | None = None
    bindings: Mapping[str, Term] = field(default_factory=dict)
    prefixes: Mapping[str, str] = field(default_factory=dict)
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    source: str = "query"


@dataclass(frozen=True)
class Answer:
    """The format that was written, and the bytes in blocks."""

    format: Format
    blocks: tuple[bytes, ...]

    def __iter__(self) -> Iterator[bytes]:
        """The blocks in order."""
        return iter(self.blocks)

    def read(self) -> bytes:
        """All blocks as one."""
        return b"".join(self.blocks)


class Store(Protocol):
    """A place that holds named graphs and answers SPARQL."""

    def query(self, request: Request) -> Future[Answer]:
        """Evaluate; the future raises InputError for a query that cannot be used (SPARQL 1.1 Query)."""
        ...

    def dump(self, graphs: Sequence[str] = ()) -> Future[bytes]:
        """The quads of these graphs, or of all, as N-Quads in no stated order."""
        ...

    def graphs(self) -> Future[dict[str, int]]:
        """The named graphs and how many triples each holds."""
        ...

    def close(self) -> None:
        """Give back what is held; further calls fail."""
        ...
