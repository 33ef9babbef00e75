"""The columns of the figures fit their query; rows survive any blocks; metadata name real properties."""

import asyncio
import io
import re
from collections.abc import AsyncIterator

import pyarrow.parquet
import pytest

from qkg.dataset import csvw, cube, parquet

LINES = (
    ",".join(one.name for one in cube.COLUMNS)
    + "\r\n"
    + ",".join(
        {
            "number": "1.5",
            "date": "2021-05-13",
            "flag": "true",
            "iris": "urn:a|urn:b",
            "texts": '"说""x""|b\n,c"',
        }.get(one.kind, "近")
        for one in cube.COLUMNS
    )
    + "\r\n"
    + "," * (len(cube.COLUMNS) - 1)
).encode()


def test_columns_are_those_of_the_query() -> None:
    """In the same order: the header row of the CSV is the projection."""
    projection = cube.query().partition("WHERE")[0].partition("SELECT")[2]
    assert re.findall(r"\?(\w+)", projection) == [one.name for one in cube.COLUMNS]


def test_each_column_has_titles_of_its_own_in_both_languages() -> None:
    """No title stands twice."""
    for language in ("zh", "en"):
        titles = [getattr(one, language) for one in cube.COLUMNS]
        assert len(set(titles)) == len(titles)
        assert all(titles)


@pytest.mark.parametrize("size", [1, 5, 64, 100_000])
def test_parquet_holds_the_values_wherever_blocks_end(size: int) -> None:
    """Numbers, dates, flags and lists have their types; an empty cell is null, an empty list is empty."""

    async def blocks() -> AsyncIterator[bytes]:
        for at in range(0, len(LINES), size):
            yield LINES[at : at + size]

    file = io.BytesIO()
    assert asyncio.run(parquet.write(blocks(), file)) == 2
    file.seek(0)
    full, empty = pyarrow.parquet.read_table(file).to_pylist()
    assert full["value"] == 1.5
    assert str(full["published"]) == "2021-05-13"
    assert full["open_list"] is True
    assert full["evidence"] == ["urn:a", "urn:b"]
    assert full["quotes"] == ['说"x"', "b\n,c"]
    assert (empty["value"], empty["figure_zh"], empty["open_list"], empty["evidence"]) == (
        None,
        None,
        None,
        [],
    )


def test_metadata_make_the_observation_again() -> None:
    """What describes the figure has a property (CSVW §5.6, §5.7); labels of other things are suppressed."""
    columns = {
        one["name"]: one for one in csvw.metadata("figures.csv", "urn:l", "urn:p")["tableSchema"]["columns"]
    }
    assert columns["value"]["propertyUrl"] == "http://purl.org/linked-data/sdmx/2009/measure#obsValue"
    assert columns["unit"]["valueUrl"] == "{+unit}"
    assert columns["evidence"]["separator"] == "|"
    assert columns["figure_zh"]["lang"] == "zh"
    assert columns["unit_zh"]["suppressOutput"] is True
    assert columns["value"]["titles"]["en"][1] == "value"
    assert columns["type"] == {
        "name": "type",
        "virtual": True,
        "propertyUrl": "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
        "valueUrl": "http://purl.org/linked-data/cube#Observation",
    }
