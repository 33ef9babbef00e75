"""``/figures.csv`` and ``/figures.parquet``: the eighteen figures, as the article reports them."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import csvw
import httpx
import pyarrow.parquet
from tests.conftest import Served

Start = Callable[..., Served]
BELOW = [7, 8, 10, 28, 32, 182, 230, 797]
REPORTED = [*BELOW, 1000, 1075, 1976, 7620, 10_078, 26_000, 50_000, 77_500, 340_000, 30_000_000]
"""Read from the article: 10大类, 8项, 1075项, 230个, 182个, 797家, 7届, 32家, 近1000家, 近5万人 and so on."""


def rows(client: httpx.Client) -> list[dict[str, str]]:
    """The table."""
    text = client.get("/figures.csv").raise_for_status().text
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_figure_of_the_article_is_a_row(client: httpx.Client) -> None:
    """Eighteen values, each once."""
    assert sorted(float(one["value"]) for one in rows(client)) == REPORTED
    assert len(REPORTED) == 18


def test_a_hedged_figure_as_the_source_writes_it(client: httpx.Client) -> None:
    """近1000家企业受益: nearly 1,000, so that 1,000 is an upper bound that is not included."""
    row = next(one for one in rows(client) if one["verbatim"] == "近1000家")
    assert (row["value"], row["upper_bound"], row["lower_bound"]) == ("1000", "1000", "")
    assert (row["hedge_zh"], row["bound_set"]) == ("近", "upper-exclusive")
    assert (row["counted_thing_zh"], row["period_edtf"], row["period_end"]) == (
        "企业（家）",
        "/2021-05-13",
        "2021-05-13",
    )
    assert row["agency_zh"] == "内蒙古市场监管局"
    assert row["quotes"] == "全区农牧业、制造业、服务业等领域近1000家企业受益"
    assert (row["speaker_zh"], row["published"]) == ("中国质量报", "2021-05-13")


def test_no_quote_holds_the_separator(client: httpx.Client) -> None:
    """As many quotes as evidence items, in every row."""
    for row in rows(client):
        assert len(row["quotes"].split("|")) == len(row["evidence"].split("|"))


def test_the_table_is_valid_by_its_metadata(client: httpx.Client, tmp_path: Path) -> None:
    """A CSVW reader validates names, types, keys and titles, and reads lists as lists."""
    (tmp_path / "figures.csv").write_bytes(client.get("/figures.csv").content)
    metadata = client.get("/figures.csv-metadata.json")
    assert metadata.headers["content-type"] == "application/csvm+json"
    (tmp_path / "figures.csv-metadata.json").write_bytes(metadata.content)
    group = csvw.CSVW(str(tmp_path / "figures.csv-metadata.json"), validate=True)
    assert group.is_valid, group.warnings
    found = [row for table in group.tables for row in table.iterdicts()]
    assert len(found) == 18
    assert all(isinstance(row["evidence"], list) for row in found)


def test_csv_says_where_its_metadata_are(client: httpx.Client) -> None:
    """CSVW, Model for Tabular Data §5.2: a Link header with rel=describedby."""
    response = client.get("/figures.csv")
    assert response.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert response.links["describedby"]["url"] == "/figures.csv-metadata.json"
    tag = response.headers["etag"]
    assert client.get("/figures.csv", headers={"If-None-Match": tag}).status_code == 304


def test_parquet_opens_with_the_same_rows(client: httpx.Client) -> None:
    """Types are those of the columns; the words of both languages travel in the schema."""
    response = client.get("/figures.parquet").raise_for_status()
    table = pyarrow.parquet.read_table(io.BytesIO(response.content))
    assert table.column_names == list(rows(client)[0])
    assert sorted(table.column("value").to_pylist()) == REPORTED
    assert table.schema.field("value").metadata[b"title_zh"].decode() == "数值"
    assert [len(one) for one in table.column("quotes").to_pylist()] == [
        len(one["quotes"].split("|")) for one in rows(client)
    ]
    assert client.head("/figures.parquet").headers["content-length"] == str(len(response.content))


def test_without_pyarrow_the_remedy_is_told(start: Start, tmp_path: Path) -> None:
    """501 with the command to install it."""
    (tmp_path / "pyarrow").mkdir()
    (tmp_path / "pyarrow" / "__init__.py").write_text("raise ImportError")
    client = start(PYTHONPATH=str(tmp_path)).client
    refused = client.get("/figures.parquet")
    assert refused.status_code == 501
    assert "pip install 'qkg[parquet]'" in refused.json()["detail"]
    assert client.get("/figures.csv").status_code == 200


def test_other_methods_are_refused(client: httpx.Client) -> None:
    """405 with what is allowed."""
    assert client.post("/figures.csv").headers["allow"] == "GET, HEAD"
