"""``/graph-store``: the SPARQL 1.1 Graph Store HTTP Protocol.

A graph is named by ``?graph=<IRI>``, by ``?default``, or by the request's own address below
``/graph-store/``. POST to the store itself makes a new graph. Reads are open, writes need the token; a write
happens only when its preconditions hold, and no other write can come between.
"""

import uuid
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import quote

import pyoxigraph as ox

from qkg.errors import NoSuchGraph, QkgError
from qkg.sparql.confine import confined
from qkg.sparql.dataset import graph_name
from qkg.store.contract import Generation, GraphWrite, Key
from qkg.web import memento
from qkg.web.asking import values
from qkg.web.bodies import read_text
from qkg.web.choice import choose_graph
from qkg.web.compression import choose_coding
from qkg.web.conditions import http_date, match, none_match
from qkg.web.evaluating import Flowing
from qkg.web.exchange import Exchange, Headers, Left, Reply, bad, content_type, encoded, not_allowed
from qkg.web.parts import Parts
from qkg.web.problems import Problem, Refusal, of_error
from qkg.web.received import received
from qkg.web.repeating import of_files, of_text
from qkg.web.streaming import BrokenOff, stream
from qkg.web.update import DIRECT, answering, done, perform

PATH: Final = "/graph-store"
METHODS: Final = ("GET", "HEAD", "PUT", "POST", "DELETE", "PATCH", "OPTIONS")
PREFLIGHT: Final = {
    "Allow": ", ".join(METHODS),
    "Accept-Patch": DIRECT,
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Max-Age": "86400",
}


@dataclass(frozen=True)
class Target:
    """Which graph: its name (None for the default graph), or a new one that the store is to name."""

    name: str | None
    new: bool = False


class GraphStore:
    """Serves and takes graphs."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def __call__(self, exchange: Exchange) -> None:
        """One request; errors are problem documents."""
        if exchange.method == "OPTIONS":
            await exchange.reply(Reply(204, encoded(PREFLIGHT)))
        elif exchange.method in ("GET", "HEAD"):
            await self._reading(exchange)
        elif exchange.method in METHODS:
            await answering(self._parts, exchange, self._write)
        else:
            await exchange.refuse(not_allowed(METHODS))

    async def _reading(self, exchange: Exchange) -> None:
        try:
            await self._read(exchange)
        except Refusal as refusal:
            await exchange.refuse(refusal.problem, {"Vary": "Accept"})
        except Left:
            return
        except QkgError as error:
            if exchange.started:
                raise BrokenOff(type(error).__name__) from error
            await exchange.refuse(of_error(error), {"Vary": "Accept"})

    async def _read(self, exchange: Exchange) -> None:
        given = exchange.pairs()
        graph = target(exchange)
        if graph.new:
            raise bad("no-graph", "Name a graph with ?graph= or ask for ?default.")
        format = choose_graph(next(iter(values(given, "format")), None), exchange.header(b"accept"))
        store = self._parts.store
        generation = (await store.health()).generation
        if not await store.has_graph(graph.name, generation.number):
            raise NoSuchGraph(f"There is no graph <{graph.name}>.")
        coding = choose_coding(exchange.header(b"accept-encoding"))
        tag = f"{mark(graph, generation)}-{format.name}{'.' if coding else ''}{coding}"
        headers = self._headers(generation, tag)
        if (header := exchange.header(b"if-none-match")) and none_match(header, tag):
            return await exchange.reply(Reply(304, headers))
        headers.append((b"content-type", format.content_type.encode()))
        answer = await store.graph(graph.name, format, generation.number)
        try:
            await stream(exchange, headers, aiter(Flowing(answer, [])), coding)
        finally:
            await answer.aclose()

    @staticmethod
    def _headers(generation: Generation, tag: str) -> Headers:
        return [
            (b"etag", f'"{tag}"'.encode()),
            (b"last-modified", http_date(generation.time).encode()),
            (b"cache-control", b"public, no-cache"),
            (b"vary", b"Accept, Accept-Encoding"),
            (b"qkg-generation", b"%d" % generation.number),
            *memento.OPEN,
        ]

    async def _write(self, exchange: Exchange) -> Reply:
        self._parts.writer.check(exchange)
        graph = target(exchange)
        if graph.new and exchange.method != "POST":
            raise bad("no-graph", "Name a graph with ?graph= or ?default.")
        work = {"PUT": self._put, "POST": self._put, "DELETE": self._delete, "PATCH": self._patch}
        return await work[exchange.method](exchange, graph)

    async def _put(self, exchange: Exchange, graph: Target) -> Reply:
        limit, store = self._parts.settings.max_graph_bytes, self._parts.store
        async with received(exchange, limit) as bodies, self._parts.writing:
            key = await of_files(exchange, bodies)
            name = f"{exchange.base()}{PATH}/{_fresh(key)}" if graph.new else graph.name
            committed = key and await store.repeated(key)
            if not committed:
                await self._check(exchange, Target(name))
                base = name or exchange.base() + PATH
                method: Literal["put", "post"] = "put" if exchange.method == "PUT" else "post"
                committed = await store.write(GraphWrite(method, name, bodies, base, key))
        return done(committed, location(exchange, name) if committed.created or graph.new else "")

    async def _delete(self, exchange: Exchange, graph: Target) -> Reply:
        key = of_text(exchange, "")
        async with self._parts.writing:
            if known := key and await self._parts.store.repeated(key):
                return done(known)
            await self._check(exchange, graph)
            if not await self._parts.store.has_graph(graph.name):
                raise NoSuchGraph(f"There is no graph <{graph.name}>.")
            return done(await self._parts.store.write(GraphWrite("delete", graph.name, key=key)))

    async def _patch(self, exchange: Exchange, graph: Target) -> Reply:
        if content_type(exchange)[0] != DIRECT:
            raise bad("unsupported-media-type", f"A patch is {DIRECT}.", 415, Accept_Patch=DIRECT)
        text = await read_text(exchange, self._parts.settings.max_query_bytes, "An update")
        name = None if graph.name is None else ox.NamedNode(graph.name)
        inside, key = confined(text, name), of_text(exchange, text)
        async with self._parts.writing:
            if known := key and await self._parts.store.repeated(key):
                return done(known)
            await self._check(exchange, graph)
            base = graph.name or exchange.base() + PATH
            return done(await perform(self._parts, inside, base, strict=True, key=key))

    async def _check(self, exchange: Exchange, graph: Target) -> None:
        """412 unless If-Match and If-None-Match hold for the graph as it is now (RFC 9110 §13.2.2)."""
        wanted, unwanted = exchange.header(b"if-match"), exchange.header(b"if-none-match")
        if not wanted and not unwanted:
            return
        there = await self._parts.store.has_graph(graph.name)
        current = mark(graph, (await self._parts.store.health()).generation) if there else None
        if wanted and not match(_stripped(wanted), current):
            raise _failed("If-Match")
        if unwanted and current is not None and none_match(_stripped(unwanted), current):
            raise _failed("If-None-Match")


def _fresh(key: Key | None) -> uuid.UUID:
    """The name of a new graph; the same for a repeated request."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"{key.name} {key.digest}") if key else uuid.uuid4()


def mark(graph: Target, generation: Generation) -> str:
    """What names the state of a graph: any commit changes it, whichever graph was written."""
    return f"{generation.number}-{uuid.uuid5(uuid.NAMESPACE_URL, graph.name or '').hex[:12]}"


def _stripped(header: str) -> str:
    """Entity tags without the format: a write is of the graph, not of one way to write it down."""
    parts = (part.strip() for part in header.split(","))
    return ", ".join(
        part.rpartition("-")[0] + '"' if part.endswith('"') and part.count("-") > 1 else part
        for part in parts
    )


def _failed(name: str) -> Refusal:
    detail = f"{name} does not hold: the graph is not in the state that you know."
    return Refusal(Problem(412, "precondition-failed", "The graph has changed", detail))


def target(exchange: Exchange) -> Target:
    """The graph of a request (SPARQL 1.1 Graph Store HTTP Protocol §4)."""
    given = exchange.pairs()
    graphs, default = values(given, "graph"), values(given, "default")
    path = exchange.path()
    below = path.removeprefix(PATH).strip("/")
    if len(graphs) + len(default) + bool(below) > 1:
        raise bad("several-graphs", "Name one graph: by ?graph=, by ?default or by the address.")
    if graphs:
        return Target(graph_name(graphs[0], "graph").value)
    if below:
        return Target(graph_name(exchange.base() + path, "the address").value)
    return Target(None) if default else Target(None, new=True)


def location(exchange: Exchange, name: str | None) -> str:
    """Where the graph can be had: its own name when that is below this store, else by ``?graph=``."""
    own = f"{exchange.base()}{PATH}"
    if name is None:
        return f"{own}?default"
    return name if name.startswith(own + "/") else f"{own}?graph={quote(name, safe='')}"
