"""The dataset of a store, wherever it stands, as canonical lines."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qkg.dataset.difference import Digest, canonical, difference, digest

if TYPE_CHECKING:
    from qkg.dataset.canonical import Canonical
    from qkg.settings import Settings
    from qkg.store.contract import Store

SHOWN: Final = 10


@asynccontextmanager
async def _document(settings: "Settings", place: str) -> AsyncIterator[tuple["Canonical", str]]:
    from qkg.media import GRAPH_FORMATS, by_name

    store = await _opened(settings, place)
    format = by_name("nq", GRAPH_FORMATS)
    if format is None:
        raise AssertionError("N-Quads is among the formats")
    try:
        answer = await store.dump(format)
        try:
            with tempfile.TemporaryDirectory(prefix="qkg-digest-") as folder:
                yield await canonical(aiter(answer), Path(folder))
        finally:
            await answer.aclose()
    finally:
        await store.aclose()


async def _opened(settings: "Settings", place: str) -> "Store":
    from qkg.cli.engines import opened
    from qkg.cli.places import at, there
    from qkg.store.embedded import EmbeddedStore
    from qkg.store.limits import Limits

    chosen = at(settings, place).model_copy(update={"export_seconds": settings.load_seconds})
    if chosen.engine:
        return await opened(chosen)
    return EmbeddedStore(there(chosen), Limits(workers=1), export_seconds=settings.load_seconds)


async def digest_of(settings: "Settings", place: str) -> Digest:
    """The digest of one store."""
    async with _document(settings, place) as (document, method):
        return digest(document, method)


async def compared(settings: "Settings", place: str, other: str) -> tuple[int, list[str]]:
    """How many quads only one of two stores has, and the first of them as lines of a patch."""
    found = 0
    shown: list[str] = []
    async with _document(settings, place) as (one, _), _document(settings, other) as (two, _):
        for mine, theirs in difference(iter(one), iter(two)):
            found += 1
            if len(shown) < SHOWN:
                shown.append(f"- {mine.decode()}" if mine else f"+ {theirs.decode()}")
    return found, shown
