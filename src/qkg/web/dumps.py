"""``/dump/<name>``: the dataset and its graphs as files, streamed.

The first to ask gets a stream under a weak tag; meanwhile the file is written once for all, and from then on
has its length, its digest (RFC 9530), a strong tag and parts. ``Want-Repr-Digest`` waits for that. A client
that takes gzip gets the bytes of the ``.gz`` file. Must not know how a dump is written.
"""

from base64 import b64encode
from contextlib import aclosing
from dataclasses import dataclass
from typing import Final

from qkg.dataset import dumps
from qkg.dataset.dumps import Dump
from qkg.dataset.inventory import Held, Measured
from qkg.errors import QkgError
from qkg.store.contract import Generation
from qkg.web import memento, ranges
from qkg.web.compression import takes
from qkg.web.conditions import http_date, none_match, read_date
from qkg.web.exchange import Exchange, Headers, Reply, encoded, not_allowed
from qkg.web.parts import Parts
from qkg.web.problems import Problem, Refusal
from qkg.web.streaming import BrokenOff, stream, stream_known

PATH: Final = "/dump"
METHODS: Final = ("GET", "HEAD", "OPTIONS")
LONGEST: Final = 600.0


@dataclass(frozen=True)
class File:
    """A dump in one state of the store, for one client; ``held`` once it was written for all."""

    dump: Dump
    generation: Generation
    gzip: bool
    held: Held | None

    @property
    def measured(self) -> Measured | None:
        """What is known of the bytes that this client gets."""
        return self.held.measured(self.source) if self.held else None

    @property
    def tag(self) -> str:
        """The entity tag's text: the digest where it is known."""
        known = f"-{self.measured.sha256.hex()[:16]}" if self.measured else ""
        return f"{self.generation.number}-{self.dump.name}{known}{'-gzip' if self.gzip else ''}"

    @property
    def source(self) -> Dump:
        """The dump whose bytes are sent."""
        return self.dump.as_packed() if self.gzip else self.dump

    def headers(self) -> Headers:
        """All headers but length and range."""
        plain = {
            "content-type": self.dump.media_type,
            "content-disposition": f'attachment; filename="{self.dump.name.replace("/", "-")}"',
            "etag": f'"{self.tag}"' if self.held else f'W/"{self.tag}"',
            "last-modified": http_date(self.generation.time),
            "cache-control": "public, no-cache",
            "vary": "Accept-Encoding",
            "qkg-generation": str(self.generation.number),
        }
        if self.gzip:
            plain["content-encoding"] = "gzip"
        if self.measured:
            plain |= {"accept-ranges": "bytes", "repr-digest": digest_field(self.measured)}
        return [*encoded(plain), *memento.OPEN]


def digest_field(measured: Measured) -> str:
    """A digest as a structured field (RFC 9530 §2)."""
    return f"sha-256=:{b64encode(measured.sha256).decode()}:"


class Dumps:
    """Serves the files and the list of them."""

    def __init__(self, parts: Parts) -> None:
        self._store = parts.store
        self.inventory = parts.inventory

    async def __call__(self, exchange: Exchange) -> None:
        """One request."""
        if exchange.method == "OPTIONS":
            await exchange.reply(Reply(204, encoded({"allow": ", ".join(METHODS), **memento_open()})))
        elif exchange.method not in METHODS:
            await exchange.refuse(not_allowed(METHODS))
        elif name := exchange.scope["path"].removeprefix(PATH).strip("/"):
            await self._serve(exchange, name)
        else:
            await exchange.reply(Reply(301, encoded({"location": PATH})))

    async def _serve(self, exchange: Exchange, name: str) -> None:
        generation = (await self._store.health()).generation
        dump = dumps.find(name, await self._store.graphs(generation.number))
        gzip = not dump.packed and takes("gzip", exchange.header(b"accept-encoding"))
        source = dump.as_packed() if gzip else dump
        waits = "sha-256" in exchange.header(b"want-repr-digest")
        held = await self.inventory.awaited(generation, source, LONGEST if waits else 0)
        file = File(dump, generation, gzip, held)
        if not_modified(exchange, file):
            return await exchange.reply(Reply(304, file.headers()))
        try:
            await self._send(exchange, file)
        except QkgError as error:
            if exchange.started:
                raise BrokenOff(type(error).__name__) from error
            raise

    async def _send(self, exchange: Exchange, file: File) -> None:
        if file.held is None or file.measured is None:
            async with aclosing(dumps.blocks(self._store, file.source, file.generation.number)) as live:
                return await stream(exchange, file.headers(), live)
        blocks = file.held.blocks(file.source)
        begin, end = part = wanted(exchange, file, file.measured.size)
        headers = [*file.headers(), (b"content-length", b"%d" % (end - begin))]
        if part == (0, file.measured.size):
            headers.append((b"content-digest", digest_field(file.measured).encode()))
            return await stream_known(exchange, 200, headers, blocks)
        headers.append((b"content-range", f"bytes {begin}-{end - 1}/{file.measured.size}".encode()))
        return await stream_known(exchange, 206, headers, ranges.cut(blocks, begin, end))


def not_modified(exchange: Exchange, file: File) -> bool:
    """Whether the client has this state (RFC 9110 §13.2.2): by tag, or where it sends none by date."""
    if header := exchange.header(b"if-none-match"):
        return none_match(header, file.tag)
    since = read_date(exchange.header(b"if-modified-since"))
    return since is not None and file.generation.time.replace(microsecond=0) <= since


def wanted(exchange: Exchange, file: File, size: int) -> tuple[int, int]:
    """The part to send, all of it where no usable range is asked for; a Refusal behind the end."""
    modified = http_date(file.generation.time)
    header = exchange.header(b"range") if exchange.method == "GET" else ""
    if not header or not ranges.still_good(exchange.header(b"if-range"), file.tag, modified):
        return 0, size
    try:
        return ranges.asked(header, size) or (0, size)
    except ranges.Unsatisfiable:
        problem = Problem(
            416,
            "range",
            "The range lies behind the end",
            f"The file has {size} bytes.",
            headers={"Content-Range": f"bytes */{size}"},
        )
        raise Refusal(problem) from None


def memento_open() -> dict[str, str]:
    """The headers for readers of other origins as text."""
    return {name.decode(): value.decode() for name, value in memento.OPEN}
