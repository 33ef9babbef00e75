"""``/figures.csv`` and ``/figures.parquet``: the Data Cube as tables.

``/figures.csv-metadata.json`` says what their columns are. The CSV is sent as the store makes it;
Parquet, which ends with its index, is collected on disk first.
"""

import json
from tempfile import TemporaryFile
from typing import IO, Final

from qkg.dataset import csvw, cube, parquet
from qkg.dataset.identity import LICENSE, PUBLISHER
from qkg.errors import QkgError
from qkg.media import ROW_FORMATS, Format, Kind, by_name
from qkg.store.contract import Generation
from qkg.web import memento
from qkg.web.compression import choose_coding
from qkg.web.conditions import http_date, none_match
from qkg.web.evaluating import Flowing
from qkg.web.exchange import Exchange, Headers, Reply, encoded, not_allowed
from qkg.web.headers import SAFE
from qkg.web.parts import Parts
from qkg.web.place import Data, Place
from qkg.web.streaming import BLOCK, BrokenOff, stream
from qkg.web.visit import Visit

CSV: Final = "/figures.csv"
PARQUET: Final = "/figures.parquet"
METADATA: Final = "/figures.csv-metadata.json"
CSVM: Final = Format("csvm", "application/csvm+json", "csvm", Kind.ROWS, None, ("application/json",))
CSV_TYPE: Final = "text/csv; charset=utf-8; header=present"
PARQUET_TYPE: Final = "application/vnd.apache.parquet"
METHODS: Final = ("GET", "HEAD")
DESCRIBED: Final = f'<{METADATA}>; rel="describedby"; type="{CSVM.media_type}"'
_ROWS = by_name("csv", ROW_FORMATS)


class Cube:
    """Serves both tables."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def __call__(self, exchange: Exchange) -> None:
        """One request."""
        if exchange.method not in METHODS:
            return await exchange.refuse(not_allowed(METHODS))
        generation = (await self._parts.store.health()).generation
        packed = exchange.scope["path"] == PARQUET
        coding = "" if packed else choose_coding(exchange.header(b"accept-encoding"))
        tag = f"{generation.number}-figures-{'parquet' if packed else 'csv'}.{coding}"
        headers = _headers(generation, tag, PARQUET_TYPE if packed else CSV_TYPE)
        if (header := exchange.header(b"if-none-match")) and none_match(header, tag):
            return await exchange.reply(Reply(304, headers))
        try:
            await (self._parquet if packed else self._csv)(exchange, headers, generation, coding)
        except QkgError as error:
            if exchange.started:
                raise BrokenOff(type(error).__name__) from error
            raise

    async def _csv(self, exchange: Exchange, headers: Headers, generation: Generation, coding: str) -> None:
        answer = await cube.rows(
            self._parts.store, _csv_format(), generation.number, self._parts.settings.export_seconds
        )
        try:
            await stream(exchange, headers, aiter(Flowing(answer, [])), coding)
        finally:
            await answer.aclose()

    async def _parquet(
        self, exchange: Exchange, headers: Headers, generation: Generation, _coding: str
    ) -> None:
        parquet.available()
        answer = await cube.rows(
            self._parts.store, _csv_format(), generation.number, self._parts.settings.export_seconds
        )
        try:
            with TemporaryFile() as file:
                await parquet.write(answer, file)
                await _send(exchange, headers, file)
        finally:
            await answer.aclose()


def _csv_format() -> Format:
    if _ROWS is None:
        raise AssertionError("CSV is among the formats")
    return _ROWS


def _headers(generation: Generation, tag: str, kind: str) -> Headers:
    plain = {
        "content-type": kind,
        "etag": f'"{tag}"',
        "last-modified": http_date(generation.time),
        "cache-control": "public, no-cache",
        "vary": "Accept-Encoding",
        "link": DESCRIBED,
        "qkg-generation": str(generation.number),
    }
    return [*encoded(plain), *memento.OPEN]


async def _send(exchange: Exchange, headers: Headers, file: IO[bytes]) -> None:
    length = file.seek(0, 2)
    file.seek(0)
    await exchange.start(200, [*headers, (b"content-length", b"%d" % length), *SAFE])
    while exchange.method != "HEAD" and (block := file.read(BLOCK)):
        await exchange.send({"type": "http.response.body", "body": block, "more_body": True})
    await exchange.send({"type": "http.response.body", "body": b""})


async def _metadata(_visit: Visit, _format: Format) -> Data:
    return Data(json.dumps(csvw.metadata("figures.csv", LICENSE, PUBLISHER), ensure_ascii=False).encode())


CSV_METADATA: Final = Place(METADATA, "The columns of figures.csv (CSVW)", data=_metadata, twins=(CSVM,))
