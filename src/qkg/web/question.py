"""A query request made ready: text, dataset, formats, and the digest that names all of them together.

What a GET brings is made ready once and kept by its address and Accept header. Must not evaluate anything.
"""

import re
from dataclasses import dataclass
from hashlib import blake2b

from qkg.store import contract
from qkg.web.asking import Asked
from qkg.web.choice import Choice

_VOLATILE = re.compile(r"(?:now|rand|uuid)(?:\s|\#[^\r\n]*)*\(|service", re.IGNORECASE)
_RELATIVE = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.-]*:)[^<>\"{}|^`\\\x00-\x20]*>")
_WORDS = ("now", "rand", "uuid", "service")
Graphs = tuple[str, ...] | None
KEPT = 2048
LONGEST = 4096


@dataclass(frozen=True, slots=True)
class Question:
    """A query with all that decides its answer but the generation.

    volatile: it may answer otherwise next time (NOW, RAND, UUID, SERVICE), so nothing of it is kept.
    """

    asked: Asked
    choice: Choice
    digest: bytes
    volatile: bool

    def request(self, text: str, strict: bool, seconds: float, generation: int | None) -> contract.Request:
        """For the store."""
        return contract.Request(
            text,
            self.choice.rows,
            self.choice.graph,
            default_graphs=self.asked.default_graphs,
            named_graphs=self.asked.named_graphs,
            strict=strict,
            generation=generation,
            seconds=seconds,
        )


def question(asked: Asked, choice: Choice, base: str) -> Question:
    """Make ready; ``base`` is what relative IRIs are resolved against."""
    text = asked.query or ""
    digest = digest_of(text, asked.default_graphs, asked.named_graphs, choice, base if relative(text) else "")
    return Question(asked, choice, digest, volatile(text))


def digest_of(text: str, defaults: Graphs, named: Graphs, choice: Choice, base: str = "") -> bytes:
    """What names a question: its text, its dataset, the formats wanted, the base of its relative IRIs."""
    more = repr((defaults, named, base)) if base or defaults is not None or named is not None else ""
    told = f"{choice.rows and choice.rows.name} {choice.graph and choice.graph.name} {more}\n{text}"
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=12).digest()


def volatile(text: str) -> bool:
    """Whether the text may be answered otherwise next time."""
    lower = text.lower()
    return any(word in lower for word in _WORDS) and _VOLATILE.search(text) is not None


def relative(text: str) -> bool:
    """Whether the text may hold an IRI that is resolved against a base."""
    return _RELATIVE.search(text) is not None


def with_base(text: str, base: str) -> tuple[str, int]:
    """The text with the endpoint as its base where it needs one, and how far its first line moved."""
    if not relative(text):
        return text, 0
    clause = f"BASE <{base}> "
    return clause + text, len(clause)


class Prepared:
    """Questions by (query string, Accept), forgotten all at once when there are too many."""

    def __init__(self) -> None:
        self._kept: dict[tuple[bytes, bytes], Question] = {}

    def get(self, key: tuple[bytes, bytes]) -> Question | None:
        """The question."""
        return self._kept.get(key)

    def put(self, key: tuple[bytes, bytes], made: Question) -> None:
        """Keep it, when it is not long."""
        if len(key[0]) > LONGEST:
            return
        if len(self._kept) >= KEPT:
            self._kept.clear()
        self._kept[key] = made
