"""The report of a made-up run: what it says, and that its pictures are XML."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from bench.measure import answered
from bench.ratios import Level, geometric_mean, queries
from bench.report import document, plots, write_report
from bench.results import Cell, Export, Run, Timing, read, save

RATES = {"point/fresh/8": {"rps": 500.0, "p50": 1.0, "p99": 2.0, "bad": 0, "lost": 0, "client": "wrk"}}


def cell(engine: str, articles: int, milliseconds: float, rows: int = 3) -> Cell:
    """A cell in which one question took so long."""
    made = Cell(engine, engine.upper(), "1.0", articles, 100 * articles, load=2.0, start=0.5, rates=RATES)
    made.queries = {
        "cq01": Timing("ok", rows, milliseconds, milliseconds / 2, 5),
        "cq02": Timing("over 10 s"),
    }
    made.export, made.rss, made.pss = Export("ok", 0.1, 1.0, 100), 2**30, 2**29
    return made


@pytest.fixture
def run() -> Run:
    """Two engines at two sizes, and one that was skipped."""
    cells = [cell("oxigraph", 1, 2.0), cell("qkg", 1, 4.0), cell("oxigraph", 10, 20.0), cell("qkg", 10, 10.0)]
    lost = Cell("fuseki", "FUSEKI", "skipped: java is not installed", 1, 100, skipped="java is not installed")
    return Run({"command": "python -m bench", "date": "today"}, [*cells, lost], {"1": 1.0, "10": 4.0})


def test_a_ratio_above_one_means_that_the_first_is_faster(run: Run) -> None:
    """4 ms against 2 ms is half as good."""
    mine, theirs = run.at("qkg", 1), run.at("oxigraph", 1)
    assert mine is not None
    assert theirs is not None
    assert queries(mine, theirs, ["cq01", "cq02"], "fresh") == Level(0.5, 1)


def test_a_query_over_its_time_counts_with_that_time() -> None:
    """Left out, the engine that did not answer would look better for it."""
    slow, quick = cell("a", 1, 2.0), cell("b", 1, 2.0)
    quick.queries["cq02"] = Timing("ok", 7, 40.0, 40.0, 5)
    assert queries(quick, slow, ["cq01", "cq02"], "fresh") == Level(pytest.approx(250**0.5), 2, 1)
    assert queries(slow, quick, ["cq02"], "fresh") == Level(pytest.approx(1 / 250), 1, 1)
    text = document(Run({}, [quick, cell("qkg", 1, 2.0)], {}), "performance")
    assert "at least 141.42 ms (2, 1 over time)" in text
    assert "0.06 × (2, 1 over time)" in text


def test_different_answers_are_not_compared() -> None:
    """A fast wrong answer must not look good."""
    assert queries(cell("a", 1, 1.0, rows=3), cell("b", 1, 9.0, rows=4), ["cq01"], "fresh") == Level(None, 0)


def test_the_mean_of_ratios_is_geometric() -> None:
    """Twice as fast and half as fast are level."""
    assert geometric_mean([0.5, 2.0]) == pytest.approx(1.0)
    assert geometric_mean([]) is None


def test_results_come_back_from_their_file(run: Run, tmp_path: Path) -> None:
    """The document can be written anew without measuring."""
    save(run, tmp_path / "results.json")
    assert read(tmp_path / "results.json") == run


def test_the_document_says_ratios_reasons_and_timeouts(run: Run) -> None:
    """And names what was not measured."""
    text = document(run, "performance")
    assert "| thirty questions, never repeated | 1 | 0.50 × (1) | – |" in text
    assert "| thirty questions, never repeated | 10 | 2.00 × (1) | – |" in text
    assert "java is not installed" in text
    assert "over 10 s" in text
    assert "| 10 | 4.00 s | 2.00 s | 2.00 × |" in text


def test_every_picture_of_the_document_is_written_and_well_formed(run: Run, tmp_path: Path) -> None:
    """No dead link, no broken SVG."""
    page = write_report(run, tmp_path / "performance", tmp_path / "performance.md")
    text = page.read_text(encoding="utf-8")
    for name in plots(run):
        assert f"(performance/{name}.svg)" in text
        ET.parse(tmp_path / "performance" / f"{name}.svg")  # noqa: S314 - our own file


def _timed(body: bytes) -> Timing:
    rows, told = answered(body)
    return Timing("ok", rows, 1.0, told=told)


def test_two_counts_that_differ_are_not_alike() -> None:
    """Both are one row; what it says decides, whatever the columns are called."""
    body = b'{"results": {"bindings": [{"n": {"value": "%d"}}]}}'
    one, other = (_timed(body % number) for number in (5, 0))
    assert (one.rows, one.told) == (1, "5")
    assert not one.alike(other)
    assert one.alike(Timing("ok", 1, 9.0, told="5"))


def test_many_rows_are_counted_only() -> None:
    """Engines may order them as they like."""
    assert answered(b'{"results": {"bindings": [{"n": {"value": "5"}}, {}]}}') == (2, "")


def test_an_earlier_run_is_taken_over(run: Run) -> None:
    """Other sizes stay, the same ones are measured anew, and both commands are named."""
    new = Run({"command": "second", "date": "today"}, [cell("qkg", 10, 1.0), cell("qkg", 100, 1.0)])
    new.take_over(run, [10, 100])
    assert new.sizes == [1, 10, 100]
    assert len([one for one in new.cells if one.articles == 10]) == 1
    assert new.facts == {"command": "python -m bench; then second", "date": "today"}
