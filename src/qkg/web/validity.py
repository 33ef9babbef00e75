"""What HTTP must know of a place's answer: key, entity tag, conditions, headers (RFC 9110 §8, §13)."""

import hashlib
from typing import Final

from qkg import __version__
from qkg.media import PAGE
from qkg.web import memento
from qkg.web.conditions import http_date, none_match, read_date
from qkg.web.exchange import Headers
from qkg.web.finding import Found
from qkg.web.results import Key
from qkg.web.visit import COOKIE

VARY: Final = "Accept, Accept-Language, Accept-Encoding, Accept-Datetime, Cookie"
YEAR: Final = 31_536_000


def key_of(found: Found) -> Key:
    """What an answer is kept under: all that decides it."""
    visit = found.visit
    told = [visit.exchange.base(), visit.fixed, visit.path, visit.language, found.format.name, __version__]
    told += [f"{name}={value}" for name, value in sorted(visit.pairs)]
    return visit.view.generation.number, hashlib.sha256("\0".join(told).encode()).digest()[:16]


def tag(key: Key) -> str:
    """The entity tag's text."""
    return f"{key[0]}-{key[1].hex()}"


def unchanged(found: Found, key: Key) -> bool:
    """Whether the client has this answer; If-Modified-Since counts only without If-None-Match (§13.2.2)."""
    if not found.place.kept:
        return False
    exchange = found.visit.exchange
    if header := exchange.header(b"if-none-match"):
        return header.strip() != "*" and none_match(header, tag(key))
    since = read_date(exchange.header(b"if-modified-since"))
    return since is not None and found.visit.view.generation.time.replace(microsecond=0) <= since


def headers(found: Found, key: Key) -> Headers:
    """All but those of the body."""
    made = [*_always(found), *_language(found)]
    if not found.place.kept:
        return [*made, (b"cache-control", b"no-store")]
    generation = found.visit.view.generation
    fixed = bool(found.visit.parameter("generation"))
    if found.visit.exchange.header(b"accept-datetime"):
        made.append((b"memento-datetime", http_date(generation.time).encode()))
    return [
        *made,
        (b"cache-control", b"public, max-age=31536000, immutable" if fixed else b"public, no-cache"),
        (b"etag", f'W/"{tag(key)}"'.encode()),
        (b"last-modified", http_date(generation.time).encode()),
    ]


def _always(found: Found) -> Headers:
    number = b"%d" % found.visit.view.generation.number
    kind = (b"content-type", found.format.content_type.encode())
    return [kind, (b"vary", VARY.encode()), (b"qkg-generation", number), *memento.OPEN, *_links(found)]


def _language(found: Found) -> Headers:
    visit = found.visit
    made = [(b"content-language", visit.language.encode())] if found.format is PAGE else []
    if visit.parameter("lang") == visit.language:
        cookie = f"{COOKIE}={visit.language}; Path=/; Max-Age={YEAR}; SameSite=Lax"
        made.append((b"set-cookie", cookie.encode()))
    return made


def _links(found: Found) -> Headers:
    """The twins of this address (RFC 8288); data names its page too. A form may outgrow a header."""
    visit = found.visit
    if visit.form:
        return []
    ways = [
        f'<{visit.twin(one.suffix)}>; rel="alternate"; type="{one.media_type}"'
        for one in found.place.twins
        if one is not found.format
    ]
    if found.place.show and found.format is not PAGE:
        ways.append(f'<{visit.path}>; rel="alternate"; type="{PAGE.media_type}"')
    return [(b"link", ", ".join(ways).encode("latin-1", "replace"))] if ways else []
