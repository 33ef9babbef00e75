"""What ``qkg export`` writes beyond the formats of the graph: RDF 1.2, and the figures as tables."""

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qkg.errors import BadParameter

if TYPE_CHECKING:
    from qkg.store.inprocess import InProcessStore

REVISED: Final = "rdf12"
CSVW: Final = "csvw"
PARQUET: Final = "parquet"
TABLES: Final = (CSVW, PARQUET)


def revised(nquads: bytes) -> bytes:
    """The graph as RDF 1.2 Turtle; the same data gives the same bytes."""
    from qkg.dataset.export import write
    from qkg.dataset.reifiers import Reifying

    reifying = Reifying()
    return reifying.feed(write(nquads, "nt")) + reifying.end()


async def table(source: "InProcessStore", name: str) -> bytes:
    """The figures as CSV or Parquet."""
    from qkg.dataset import cube, parquet
    from qkg.media import ROW_FORMATS, by_name
    from qkg.store.answer import collect

    csv = by_name("csv", ROW_FORMATS)
    if csv is None:
        raise AssertionError("CSV is among the formats")
    answer = await cube.rows(source, csv)
    if name == CSVW:
        return await collect(answer)
    file = io.BytesIO()
    await parquet.write(answer, file)
    return file.getvalue()


def metadata_beside(out: Path) -> tuple[Path, bytes]:
    """Where CSV on the Web looks for the metadata of a table, and what stands there."""
    from qkg.dataset.csvw import metadata
    from qkg.dataset.identity import LICENSE, PUBLISHER

    content = json.dumps(metadata(out.name, LICENSE, PUBLISHER), ensure_ascii=False, indent=2)
    return out.with_name(out.name + "-metadata.json"), content.encode() + b"\n"


def check(name: str, graphs: list[str], out: Path | None) -> None:
    """BadParameter for what a table cannot be asked for."""
    if name in TABLES and graphs:
        raise BadParameter("--graph does not go with the figures, which come from all articles")
    if name == PARQUET and out is None:
        raise BadParameter("Parquet is not for the screen; give a file with --out")
