"""Past states by number or by date: datetime negotiation (RFC 7089) over the kept generations.

``/sparql?query=…`` is both the original resource and its own TimeGate; ``&generation=N`` are its mementos;
``/timemap/sparql?query=…`` lists them.
"""

from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode

from qkg.errors import NoSuchGeneration
from qkg.store.contract import Generation, Store
from qkg.web.conditions import http_date, read_date
from qkg.web.exchange import Exchange, Headers, Reply, bad

LINK_FORMAT = "application/link-format"
TIMEMAP = (b"link", b'</timemap/sparql>; rel="timemap"; type="application/link-format"')


def pick(kept: Sequence[Generation], number: int | None, accept_datetime: str) -> Generation:
    """The generation asked for by number, else the last one at that date, else the newest.

    NoSuchGeneration when the number is not kept; a Refusal when the date cannot be read (RFC 7089 §4.5.3).
    """
    if number is not None:
        found = next((one for one in kept if one.number == number), None)
        if found is None:
            raise NoSuchGeneration(f"Generation {number} is not kept; there are {_span(kept)}.")
        return found
    newest = max(kept)
    if not accept_datetime:
        return newest
    moment = read_date(accept_datetime)
    if moment is None:
        raise bad("bad-datetime", "Accept-Datetime is not a date of HTTP.")
    before = [one for one in kept if one.time.replace(microsecond=0) <= moment]
    return max(before, default=min(kept))


def _span(kept: Sequence[Generation]) -> str:
    return f"{min(kept).number} to {max(kept).number}"


def headers(exchange: Exchange, generation: Generation) -> Headers:
    """The headers of a memento."""
    original, one = addresses(exchange, generation)
    links = [
        f'<{original}>; rel="original timegate"',
        f'<{one}>; rel="memento"; datetime="{http_date(generation.time)}"',
        f'<{_timemap(exchange)}>; rel="timemap"; type="{LINK_FORMAT}"',
    ]
    return [
        (b"memento-datetime", http_date(generation.time).encode()),
        (b"link", ", ".join(links).encode("latin-1")),
        (b"content-location", one.encode("latin-1")),
    ]


def addresses(exchange: Exchange, generation: Generation) -> tuple[str, str]:
    """The address of the original resource, and that of its state in this generation."""
    given = _query(exchange)
    return _address(exchange, given), _address(exchange, [*given, ("generation", str(generation.number))])


def _query(exchange: Exchange) -> list[tuple[str, str]]:
    text = exchange.scope["query_string"].decode("latin-1")
    return [pair for pair in parse_qsl(text, keep_blank_values=True) if pair[0] != "generation"]


def _address(exchange: Exchange, pairs: list[tuple[str, str]], path: str = "/sparql") -> str:
    return exchange.base() + path + (f"?{urlencode(pairs)}" if pairs else "")


def _timemap(exchange: Exchange) -> str:
    return _address(exchange, _query(exchange), "/timemap/sparql")


class TimeMap:
    """``/timemap/sparql``: the kept states of a query's answer as links (RFC 7089 §5)."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, exchange: Exchange) -> None:
        """GET and HEAD."""
        kept = sorted(await self._store.generations())
        original = _address(exchange, _query(exchange))
        lines = [
            f'<{original}>; rel="original timegate"',
            f'<{_timemap(exchange)}>; rel="self"; type="{LINK_FORMAT}"',
        ]
        for one in kept:
            date = http_date(one.time)
            lines.append(f'<{addresses(exchange, one)[1]}>; rel="memento"; datetime="{date}"')
        fixed = [(b"content-type", LINK_FORMAT.encode()), (b"cache-control", b"no-cache"), *OPEN]
        await exchange.reply(Reply(200, fixed, ",\n".join(lines).encode("latin-1")))


OPEN: Headers = [
    (b"access-control-allow-origin", b"*"),
    (
        b"access-control-expose-headers",
        b"ETag, Link, Location, Memento-Datetime, Retry-After, Qkg-Generation, Content-Location",
    ),
]
"""CORS for what anyone may read (Fetch standard)."""
