"""One query on its way to an answer: what was asked, of which state, and the headers that follow from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from qkg.media import Format
from qkg.store.contract import Generation
from qkg.web import memento
from qkg.web.conditions import http_date, none_match, read_date
from qkg.web.exchange import Exchange, Headers
from qkg.web.headers import SAFE
from qkg.web.journal import Entry
from qkg.web.question import Question
from qkg.web.results import Finished, Key

VARY: Final = "Accept, Accept-Encoding, Accept-Datetime"
FIXED: Final[Headers] = [(b"vary", VARY.encode()), *memento.OPEN]


@dataclass(slots=True)
class Turn:
    """The request, its log entry, the question, the generation, whether that was chosen, the start."""

    exchange: Exchange
    entry: Entry
    asked: Question
    generation: Generation
    past: bool
    began: float

    @property
    def key(self) -> Key:
        """What the answer is kept under."""
        return self.generation.number, self.asked.digest

    def tag(self, generation: Generation) -> str:
        """The entity tag's text: the generation and the question with its format."""
        return f"{generation.number}-{self.asked.digest.hex()}"

    def not_modified(self) -> bool:
        """Whether the client has this very answer (RFC 9110 §13.1.2); nothing is evaluated for that."""
        if self.asked.volatile or self.exchange.method == "POST":
            return False
        header = self.exchange.header(b"if-none-match")
        return bool(header) and header != "*" and none_match(header, self.tag(self.generation))

    def since(self) -> datetime | None:
        """The date of If-Modified-Since, which counts only without If-None-Match (RFC 9110 §13.1.3)."""
        exchange = self.exchange
        header = exchange.header(b"if-modified-since")
        if not header or self.asked.volatile or exchange.method not in ("GET", "HEAD"):
            return None
        return None if exchange.header(b"if-none-match") else read_date(header)

    def unmodified(self, kept: Sequence[Generation]) -> bool:
        """Whether nothing was committed after that date; in a second with two commits it cannot tell."""
        since, moment = self.since(), self.generation.time.replace(microsecond=0)
        alike = sum(one.time.replace(microsecond=0) == moment for one in kept)
        return since is not None and moment <= since and alike == 1

    def headers(self, generation: Generation) -> Headers:
        """All but those of the body."""
        if self.asked.volatile:
            return [*FIXED, memento.TIMEMAP, _number(generation), (b"cache-control", b"no-store")]
        tag = self.tag(generation)
        if not self.past:
            return lasting(generation, tag)
        fixed = self.asked.asked.generation is not None
        return [*_stable(generation, tag, fixed), *memento.headers(self.exchange, generation)]

    def whole_headers(self, found: Finished, coding: str, length: int) -> Headers:
        """Those of a finished answer."""
        return [*self.headers(found.generation), *of_body(found.format, coding, b"%d" % length)]

    def note(self, format: str, generation: Generation, size: int = 0) -> None:
        """What the log is to say of the answer."""
        self.entry.format, self.entry.generation, self.entry.bytes = format, generation.number, size


def lasting(generation: Generation, tag: str) -> Headers:
    """The headers of an answer from the newest generation that may be kept by those who ask again first."""
    return [*_stable(generation, tag, fixed=False), memento.TIMEMAP]


def of_body(format: Format, coding: str, length: bytes) -> Headers:
    """Type, length and coding of a whole body, and what every answer carries."""
    packed = [(b"content-encoding", coding.encode())] if coding else []
    return [
        (b"content-type", format.content_type.encode()),
        (b"content-length", length),
        *packed,
        *SAFE,
    ]


def _stable(generation: Generation, tag: str, fixed: bool) -> Headers:
    return [
        *FIXED,
        (b"etag", f'W/"{tag}"'.encode()),
        (b"last-modified", http_date(generation.time).encode()),
        (b"cache-control", b"public, max-age=31536000, immutable" if fixed else b"public, no-cache"),
        _number(generation),
    ]


def _number(generation: Generation) -> tuple[bytes, bytes]:
    return b"qkg-generation", b"%d" % generation.number
