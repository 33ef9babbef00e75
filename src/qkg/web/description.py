"""The answer of ``/sparql`` to no query: its description in RDF (SPARQL 1.1 Service Description §2)."""

import pyoxigraph as ox

from qkg.errors import UnknownFormat
from qkg.media import Format
from qkg.sparql.description import KNOWN_PREFIXES, Service, describe
from qkg.web.choice import choose_graph
from qkg.web.compression import choose_coding
from qkg.web.conditions import none_match
from qkg.web.exchange import Exchange, Reply, bad, encoded
from qkg.web.memento import OPEN
from qkg.web.parts import Parts
from qkg.web.results import Finished


class Description:
    """Describes the service as it is now."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def __call__(self, exchange: Exchange, name: str | None) -> None:
        """Send it; a body without a query is a mistake and no wish for a description."""
        if exchange.method not in ("GET", "HEAD"):
            raise bad("no-query", "There is no query; send one as query=… or as the body.")
        format = choose_graph(name, exchange.header(b"accept"))
        generation = (await self._parts.store.health()).generation
        coding = choose_coding(exchange.header(b"accept-encoding"))
        tag = f"{generation.number}-description-{format.name}.{coding}"
        headers = {
            "content-type": format.content_type,
            "vary": "Accept, Accept-Encoding",
            "etag": f'"{tag}"',
            "cache-control": "public, no-cache",
        }
        if (header := exchange.header(b"if-none-match")) and none_match(header, tag):
            return await exchange.reply(Reply(304, [*encoded(headers), *OPEN]))
        body = written(await self._service(exchange), format)
        used, packed = await Finished(format, generation, {"": body}).variant(coding)
        if used:
            headers["content-encoding"] = used
        await exchange.reply(Reply(200, [*encoded(headers), *OPEN], packed))

    async def _service(self, exchange: Exchange) -> Service:
        base = exchange.base()
        return Service(
            base + "/sparql",
            base + "/update",
            await self._parts.store.graphs(),
            union=not self._parts.strict,
            federated=bool(self._parts.settings.allow_service),
        )


def written(service: Service, format: Format) -> bytes:
    """The description in a format."""
    if not isinstance(format.engine, ox.RdfFormat):
        raise UnknownFormat(f"{format.name} does not hold triples")
    return ox.serialize(describe(service), format=format.engine, prefixes=KNOWN_PREFIXES) or b""
