"""The figures as a Parquet file: typed columns, lists as lists, titles in the schema's metadata.

Needs pyarrow, which is the extra ``qkg[parquet]``; it is imported only when a file is made. Numbers are
doubles, as every reader of Parquet takes them; the decimal text itself is in the CSV. Must not know HTTP.
"""

import csv
import io
from collections.abc import AsyncIterable, Iterator
from datetime import date
from typing import IO, Any, Final

from qkg.dataset.cube import COLUMNS, SEPARATOR, Column
from qkg.errors import MissingExtra

GROUP: Final = 10_000
"""Rows held in memory and written together."""
Row = list[str]


async def write(blocks: AsyncIterable[bytes], file: IO[bytes]) -> int:
    """Write the table, which comes as CSV in blocks, into a file; the number of rows."""
    arrow, parquet = _libraries()
    schema = _schema(arrow)
    rows, waiting, total = Rows(), list[Row](), 0
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        async for block in blocks:
            waiting += rows.feed(block)
            if len(waiting) >= GROUP:
                total += _flush(writer, arrow, schema, waiting)
        waiting += rows.end()
        return total + _flush(writer, arrow, schema, waiting)


def _libraries() -> tuple[Any, Any]:
    try:
        import pyarrow  # noqa: PLC0415 - large, and needed here alone
        import pyarrow.parquet  # noqa: PLC0415 - the same
    except ImportError as error:
        raise MissingExtra("Parquet needs pyarrow: pip install 'qkg[parquet]'") from error
    return pyarrow, pyarrow.parquet


def available() -> None:
    """MissingExtra when pyarrow is not installed."""
    _libraries()


def _schema(arrow: Any) -> Any:
    return arrow.schema([_field(arrow, one) for one in COLUMNS])


def _field(arrow: Any, column: Column) -> Any:
    kinds = {"number": arrow.float64(), "date": arrow.date32(), "flag": arrow.bool_()}
    words = arrow.list_(arrow.string()) if column.kind in ("iris", "texts") else arrow.string()
    told = {"title_zh": column.zh, "title_en": column.en, "property": column.iri}
    return arrow.field(column.name, kinds.get(column.kind, words), metadata=told)


def _flush(writer: Any, arrow: Any, schema: Any, waiting: list[Row]) -> int:
    count = len(waiting)
    columns = [
        arrow.array([_value(row[place], column) for row in waiting], schema.field(place).type)
        for place, column in enumerate(COLUMNS)
    ]
    writer.write_batch(arrow.record_batch(columns, schema=schema))
    waiting.clear()
    return count


def _value(text: str, column: Column) -> Any:
    if column.kind in ("iris", "texts"):
        return text.split(SEPARATOR) if text else []
    if not text:
        return None
    if column.kind == "number":
        return float(text)
    if column.kind == "date":
        return date.fromisoformat(text[:10])
    return text == "true" if column.kind == "flag" else text


class Rows:
    """CSV in blocks that may end anywhere, read into rows without the header."""

    def __init__(self) -> None:
        self._rest = b""
        self._headed = False

    def feed(self, block: bytes) -> list[Row]:
        """The rows that are complete."""
        text = self._rest + block
        end = _last_end(text)
        self._rest = text[end:]
        return list(self._read(text[:end]))

    def end(self) -> list[Row]:
        """The last row, if no line end followed it."""
        rest, self._rest = self._rest, b""
        return list(self._read(rest))

    def _read(self, text: bytes) -> Iterator[Row]:
        for row in csv.reader(io.StringIO(text.decode(), newline="")):
            if self._headed:
                yield row
            self._headed = True


def _last_end(text: bytes) -> int:
    """Where the last complete row ends: a line end outside quotes (RFC 4180 §2)."""
    end = text.rfind(b"\n") + 1
    while end and text.count(b'"', 0, end) % 2:
        end = text.rfind(b"\n", 0, end - 1) + 1
    return end
