"""The bodies of a graph write: one document, or several in a multipart, on disk and with known syntax."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from qkg.media import GRAPH_FORMATS, Format, by_name
from qkg.web.bodies import spooled
from qkg.web.exchange import Exchange, bad, content_type
from qkg.web.multipart import Part, split

MULTIPART = ("multipart/form-data", "multipart/mixed")
NO_FORMATS = ("application/json", "application/xml", "text/xml")
"""Media types that a format answers to in Accept, but that do not say what a body is."""


@asynccontextmanager
async def received(exchange: Exchange, limit: int) -> AsyncIterator[list[tuple[str, Format]]]:
    """The documents with their formats; their files go away at the end."""
    kind, parameters = content_type(exchange)
    if kind not in MULTIPART:
        format = _known(kind)
        async with spooled(exchange, limit) as path:
            yield [(str(path), format)]
        return
    async with spooled(exchange, limit) as path:
        parts = await asyncio.to_thread(split, path, parameters.get("boundary", ""))
        yield [(str(part.path), _of_part(part)) for part in parts]


def _of_part(part: Part) -> Format:
    suffix = Path(part.filename).suffix
    return _known(part.content_type or suffix or "none")


def _known(kind: str) -> Format:
    found = by_name(kind, GRAPH_FORMATS) if kind not in NO_FORMATS else None
    if found is None:
        listed = ", ".join(one.media_type for one in GRAPH_FORMATS)
        raise bad("unsupported-media-type", f"Send a graph as one of {listed}.", 415, Accept_Post=listed)
    return found
