"""A GET of a query read straight from the bytes of its connection, where nothing about it is unusual.

Whatever is unusual (another path or parameter, a condition, a body, a character to be escaped) reads as None
and takes the long way, which knows what to say of it. Must not answer anything.
"""

import re
from binascii import a2b_qp
from dataclasses import dataclass
from typing import Final

from qkg.web.choice import Choice, choose_formats
from qkg.web.compression import choose_coding

KEPT: Final = 512
LONGEST: Final = 16_384
_START: Final = re.compile(rb"GET /sparql\?query=([\w%+.~:/@!$'()*,;=?-]+) HTTP/1\.1\r\n", re.ASCII)
_FIELD: Final = re.compile(rb"([\w!#$%&'*+.^`|~-]++):[ \t]*+([^\x00-\x1f\x7f]*+)\r\n", re.ASCII)
_BROKEN: Final = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_UNUSUAL: Final = frozenset(
    (
        b"accept-datetime",
        b"content-length",
        b"expect",
        b"if-match",
        b"if-modified-since",
        b"if-none-match",
        b"if-range",
        b"if-unmodified-since",
        b"range",
        b"te",
        b"trailer",
        b"transfer-encoding",
        b"upgrade",
    )
)
"""Fields that decide more than the format and the coding of an answer."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a client wants its answers: formats and content coding."""

    choice: Choice
    coding: str


@dataclass(frozen=True, slots=True)
class Glance:
    """What was read: the query, and how the answer is wanted."""

    text: str
    manner: Manner


class Reader:
    """Reads requests; the fields of a client are the same each time, so they are read once."""

    def __init__(self) -> None:
        self._manners: dict[bytes, Manner | None] = {}

    def read(self, request: bytes) -> Glance | None:
        """The question in the bytes of exactly one request without a body."""
        found = _START.match(request) if len(request) <= LONGEST else None
        if found is None:
            return None
        manner = self._manner(request[found.end() :])
        text = unescaped(found[1]) if manner is not None else None
        return None if text is None or manner is None else Glance(text, manner)

    def _manner(self, fields: bytes) -> Manner | None:
        try:
            return self._manners[fields]
        except KeyError:
            if len(self._manners) >= KEPT:
                self._manners.clear()
            made = self._manners[fields] = manner_of(fields)
            return made


def manner_of(fields: bytes) -> Manner | None:
    """What the header fields ask for; ``fields`` ends with the empty line."""
    named: dict[bytes, bytes] = {}
    position = 0
    while found := _FIELD.match(fields, position):
        name, value, position = found[1].lower(), found[2].strip(), found.end()
        named[name] = named[name] + b", " + value if name in named else value
    if fields[position:] != b"\r\n" or named.keys() & _UNUSUAL:
        return None
    if named.get(b"connection", b"keep-alive").lower() != b"keep-alive":
        return None
    choice = choose_formats(None, named.get(b"accept", b"").decode("latin-1"))
    if choice.page or choice.nothing:
        return None
    return Manner(choice, choose_coding(named.get(b"accept-encoding", b"").decode("latin-1")))


def unescaped(value: bytes) -> str | None:
    """The text of a form-encoded value; None when it is not well formed.

    Percent signs become the equals signs of quoted-printable, which the standard library decodes in C.
    """
    if _BROKEN.search(value):
        return None
    quoted = value.replace(b"+", b" ").replace(b"=", b"=3D").replace(b"%", b"=")
    try:
        return a2b_qp(quoted).decode()
    except UnicodeDecodeError:
        return None
