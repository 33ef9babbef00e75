"""Which other hosts a text would reach: the targets of SERVICE and LOAD, and the allow list for them.

An engine's grammar needs no blank after a keyword and ``<`` may mean "less than", so a text can be cut into
tokens in more than one way. Where that matters, a text that can be read in two ways is refused.
Owns the rule of the allow list as a pure function. Must not resolve names or open connections.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from qkg.errors import LoadRefused, ServiceRefused
from qkg.sparql.operations import CLOSE, OPEN
from qkg.tokens import clauses, line_column, tokenise

_BLANK = r"(?:[ \t\r\n]|\#[^\r\n]*+(?:[\r\n]|$))*+"
_IRI = r"(?P<iri><[^<>\"{}|^`\\\x00-\x20]*>)"
_NAME = r"(?:[^\s<>\"{}:#])*+:"
_LOAD = re.compile(rf"load{_BLANK}(?P<silent>silent{_BLANK})?(?:{_IRI}|{_NAME})", re.IGNORECASE)
_TARGET = rf"(?:{_IRI}|[?$]\w+|(?:[^\s<>\"{{}}:#])*+:(?:\\.|[^\s<>\"{{}}#\\])*+){_BLANK}\{{"
_SERVICE = re.compile(rf"service{_BLANK}(?:silent{_BLANK})?{_TARGET}", re.IGNORECASE)
_GRAPH = re.compile(rf"graph{_BLANK}{_TARGET}", re.IGNORECASE)
_OPERAND: Final = ("variable", "number", "string", "iri", "pname", "tag")


@dataclass(frozen=True)
class Load:
    """A LOAD operation: where it stands, the address as written, and whether it may fail in silence."""

    start: int
    end: int
    address: str
    silent: bool


def loads(text: str) -> list[Load]:
    """The LOAD operations of an update; LoadRefused when one cannot be read for certain."""
    if "load" not in text.lower():
        return []
    candidates = {start: end for start, end in _candidates(text, "load", _LOAD)}
    found = list(_at_level_zero(text, candidates))
    doubtful = set(candidates) - {token.start for token in tokenise(text)}
    if candidates and (doubtful or ambiguous(text)):
        raise LoadRefused("this text can be read in two ways; put blanks around < and >")
    return [_load(text, start) for start in found]


def services(text: str) -> list[str]:
    """The targets of the SERVICE clauses; ServiceRefused when one is no plain IRI or is in doubt."""
    if "service" not in text.lower():
        return []
    targets = []
    certain = {token.start for token in tokenise(text)}
    for start, _ in _candidates(text, "service", _SERVICE):
        match = _SERVICE.match(text, start)
        if match is None or not match["iri"] or start not in certain or ambiguous(text):
            line, column = line_column(text, start)
            raise ServiceRefused(f"query:{line}:{column}: SERVICE needs a plain <address> that is allowed")
        targets.append(match["iri"][1:-1])
    return targets


def names_a_graph(text: str) -> bool:
    """Whether some reading of the text has a GRAPH clause."""
    return any(True for _ in _candidates(text, "graph", _GRAPH))


def _candidates(text: str, word: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """In every reading of the text: each token that begins with the word and is followed by a target."""
    for token, match in clauses(text, word, pattern):
        if ":" not in text[token.start : match.start()]:
            yield match.start(), match.end()


def ambiguous(text: str) -> bool:
    """Whether a ``<…#…>`` in round brackets follows an operand: it may be "less than" and a comment."""
    level, before = 0, ""
    for token in tokenise(text):
        level += (token.text == "(") - (token.text == ")")
        if token.kind == "iri" and "#" in token.text and level > 0 and (before in _OPERAND or before == ")"):
            return True
        before = token.text if token.text == ")" else token.kind
    return False


def _at_level_zero(text: str, candidates: dict[int, int]) -> Iterator[int]:
    level = 0
    for token in tokenise(text):
        level += (token.text in OPEN) - (token.text in CLOSE)
        if level == 0 and token.start in candidates:
            yield token.start


def _load(text: str, start: int) -> Load:
    match = _LOAD.match(text, start)
    if match is None or not match["iri"]:
        raise LoadRefused("LOAD needs a plain <address> here")
    return Load(match.start(), match.end(), match["iri"][1:-1], bool(match["silent"]))


def allowed(address: str, prefixes: Sequence[str]) -> bool:
    """Whether an address begins with an entry of the allow list.

    An entry is an origin with an optional path (``https://example.org/data/``). Scheme, host and port must be
    the same, and the path must begin with the entry's; no user names, no dots that would lead elsewhere.
    """
    try:
        wanted = urlsplit(address)
        if wanted.scheme not in ("http", "https") or "@" in wanted.netloc or not wanted.hostname:
            return False
        if "\\" in address or re.search(r"(?:^|/)(?:\.|%2e){1,2}(?:/|$)", wanted.path, re.IGNORECASE):
            return False
        return any(_covers(prefix, address) for prefix in prefixes)
    except ValueError:
        return False


def _covers(prefix: str, address: str) -> bool:
    entry, wanted = urlsplit(prefix), urlsplit(address)
    same = (entry.scheme, entry.hostname, _port(prefix)) == (wanted.scheme, wanted.hostname, _port(address))
    return same and (wanted.path or "/").startswith(entry.path or "/")


def _port(address: str) -> int:
    parts = urlsplit(address)
    return parts.port or (443 if parts.scheme == "https" else 80)


def named(address: str, prefixes: Sequence[str]) -> bool:
    """Whether the allow list names this host as an address or as ``localhost``: then it may be private."""
    host = urlsplit(address).hostname or ""
    return allowed(address, prefixes) and (host == "localhost" or _is_address(host))


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def public(address: str) -> bool:
    """Whether an IP address is a public one (RFC 6890), also behind IPv4-mapped and 6to4 forms."""
    found = ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    return found.is_global and not found.is_multicast and (mapped is None or public(str(mapped)))
