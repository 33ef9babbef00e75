"""The bench of the remote engines: what it makes of times and answers, and that the whole of it runs."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from bench.remote import answers, founded, summary
from bench.remote.comparing import differences
from bench.remote.levels import Level, level
from bench.remote.report import document
from bench.remote.results import BARE, BEHIND, EMBEDDED, OVER, Cell, Run, Timing, percentile, read, save
from bench.remote.work import KINDS, kinds, tasks
from bench.workload import ROOT

from qkg.store.remote.catalogue import META, UNION, written

INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
DECIMAL = "http://www.w3.org/2001/XMLSchema#decimal"


def timing(milliseconds: float, digest: str = "a", rows: int = 3) -> Timing:
    """A query that was answered; its slowest run took twice as long."""
    return Timing("ok", rows, digest, milliseconds, 2 * milliseconds, 5)


def late() -> Timing:
    """A query that was given up after five seconds."""
    return Timing(OVER, late=5.0)


def cell(engine: str, face: str, articles: int = 1, **timings: Timing) -> Cell:
    """A face with these queries."""
    return Cell(engine, face, engine.title(), "1", articles, 100 * articles, timings=timings, start=0.5)


@pytest.fixture
def run() -> Run:
    """Joins: the engine bare is four times as fast as the embedded store, behind qkg twice as fast."""
    name = "join-evidence"
    cells = [
        cell("qkg", EMBEDDED, 1, **{name: timing(40), "cq01": timing(2)}),
        cell("virtuoso", BARE, 1, **{name: timing(10), "cq01": timing(4)}),
        cell("virtuoso", BEHIND, 1, **{name: timing(20), "cq01": late()}),
    ]
    return Run({"command": "python -m bench.remote"}, cells, {}, {"1": {"virtuoso": 2.0}})


def _json(*rows: dict[str, dict[str, str]]) -> bytes:
    return json.dumps({"results": {"bindings": rows}}).encode()


def _literal(value: str, datatype: str = "", language: str = "") -> dict[str, str]:
    found = {"type": "literal", "value": value}
    found |= {"datatype": datatype} if datatype else {}
    return found | ({"xml:lang": language} if language else {})


def test_rows_are_a_bag_and_numbers_go_by_their_value() -> None:
    """Engines order rows and write numbers as they like; the column of a lookup has a number of its own."""
    one = _json({"n_1": _literal("1.50", DECIMAL)}, {"n_1": _literal("甲", language="zh")})
    other = _json({"n_22": _literal("甲", language="ZH")}, {"n_22": _literal("1.5", DECIMAL)})
    assert answers.read(one) == answers.read(other)
    assert answers.read(one)[0] == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (_literal("1", INTEGER), _literal("2", INTEGER)),
        (_literal("1", INTEGER), _literal("1")),
        (_literal("甲", language="zh"), _literal("甲")),
        ({"type": "uri", "value": "urn:a"}, _literal("urn:a")),
    ],
)
def test_other_terms_are_other_answers(one: dict[str, str], other: dict[str, str]) -> None:
    """Else a wrong answer would count as the same."""
    assert answers.read(_json({"x": one})) != answers.read(_json({"x": other}))
    assert answers.read(_json({"x": one})) != answers.read(_json({"x": one}, {"x": one}))


def test_the_percentile_is_one_of_the_times() -> None:
    """By nearest rank: of twenty, the nineteenth."""
    times = [float(number) for number in range(20, 0, -1)]
    assert percentile(times, 0.95) == 19.0
    assert percentile([7.0], 0.95) == 7.0


def test_a_query_over_its_time_makes_a_bound() -> None:
    """Left out, the face that did not answer would look better for it."""
    slow, quick = cell("a", BEHIND, q=late()), cell("a", BARE, q=timing(50))
    assert level(slow, quick, ["q"], "median") == Level(pytest.approx(100), 1, above=1)
    assert level(slow, quick, ["q"], "median").sign == "at least "
    assert level(quick, slow, ["q"], "median").sign == "at most "
    assert level(quick, slow, ["q"], "median").wins
    assert level(slow, slow, ["q"], "median") == Level(None, 0, both=1)


def test_other_answers_are_not_compared() -> None:
    """A fast wrong answer must not win."""
    one, other = cell("a", BARE, q=timing(1, "a")), cell("qkg", EMBEDDED, q=timing(9, "b"))
    assert level(one, other, ["q"], "median").ratio is None


def test_the_sentences_name_the_winner_and_the_cost(run: Run) -> None:
    """Twice as fast behind qkg, four times bare; the layer doubles a join."""
    behind, bare, layer = summary.sentences(run)
    assert "joins (Virtuoso: 0.50 × at 1)" in behind
    assert "point lookups" in behind.partition("For ")[2]
    assert "joins (Virtuoso: 0.25 × at 1)" in bare
    assert "at 1 articles: Virtuoso at least 50.0 ×." in layer


def test_the_tables_show_both_ratios_and_what_was_late(run: Run) -> None:
    """By the medians and by the 95th percentiles."""
    told = document(run)
    assert "| joins | 1 | **0.50 × / 0.50 ×** (1) |" in told
    assert "| joins | 1 | 2.00 × / 2.00 × (1) |" in told
    assert "| the thirty questions | 1 | at least 1,250 × / 625 × (1, 1 over time) |" in told
    assert "| join-evidence | 40.00 / 80.00 | 10.00 / 20.00 | 20.00 / 40.00 |" in told
    assert "over time (5 s)" in told
    assert "| 1 | Virtuoso bare | 2.0 s, 50 quads/s |" in told


def test_differences_are_named_and_silence_is_no_agreement(run: Run) -> None:
    """Each with its query, its face and its rows."""
    run.cells[1].timings["cq01"] = timing(4, "b", rows=2)
    found = differences(run, 1)
    assert found["alike"] == ["join-evidence"]
    assert found["differ"] == ["cq01, Virtuoso bare: 2 rows, not 3"]
    assert found["unanswered"] == ["cq01, Virtuoso behind: over time"]


def test_a_later_run_takes_the_place_of_the_same_faces_alone(run: Run, tmp_path: Path) -> None:
    """Sizes are added run by run."""
    save(run, tmp_path / "remote.json")
    new = Run({"command": "second"})
    new.take_over(read(tmp_path / "remote.json"))
    new.put(cell("virtuoso", BARE, 1, cq01=timing(1)))
    new.put(cell("virtuoso", BARE, 10, cq01=timing(1)))
    assert new.sizes == [1, 10]
    assert len(new.cells) == 4
    assert new.facts["command"] == "python -m bench.remote; then second"
    found = new.at("virtuoso", BARE, 1)
    assert found is not None
    assert list(found.timings) == ["cq01"]


def test_engines_get_every_triple_once_more_and_the_catalogue(tmp_path: Path) -> None:
    """As the remote store expects a union graph and the sizes of the published graphs."""
    data, target = tmp_path / "data.nq", tmp_path / "founded.nq"
    lines = (
        '<urn:s> <urn:p> "a b . c" <urn:g>',
        "<urn:s> <urn:q> <urn:o> <urn:g>",
        '<urn:t> <urn:p> "1" <urn:h>',
    )
    data.write_text("".join(f"{line} .\n" for line in lines), encoding="utf-8")
    number, store = founded.write(data, target), ox.Store()
    store.bulk_load(path=str(target), format=ox.RdfFormat.N_QUADS)
    assert len(store) == number
    held = {
        name: sorted(
            one.object.value for one in store.quads_for_pattern(None, None, None, ox.NamedNode(name))
        )
        for name in ("urn:g", "urn:h", UNION)
    }
    assert held == {"urn:g": ["a b . c", "urn:o"], "urn:h": ["1"], UNION: ["1", "a b . c", "urn:o"]}
    query = f"SELECT ?s ?p ?o {{ GRAPH <{META}> {{ ?s ?p ?o }} }}"
    rows = [{"s": one["s"], "p": one["p"], "o": one["o"]} for one in store.query(query)]
    found = written(rows)
    assert found is not None
    assert found.union
    assert found.graphs == {"urn:g": 2, "urn:h": 1}


def test_every_kind_has_its_queries() -> None:
    """Thirty questions, and something of each other kind; the same subject for all faces in one run."""
    found = kinds()
    assert set(found) == set(KINDS)
    assert len(found["question"]) == 30
    assert all(found.values())
    point = tasks(["urn:a", "urn:b"])[0]
    assert "<urn:b>" in point.fresh(1)
    assert point.fresh(1) != point.fresh(1)


def test_the_program_measures_one_article_and_writes_its_tables(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    """The real store, the real engine, bare and behind; nothing is left running or lying about."""
    out, page = tmp_path / "remote.json", tmp_path / "remote.md"
    words = ["--articles", "1", "--check", "", "--engines", "oxigraph", "--minutes", "0.1", "--rest", "0"]
    words += ["--spell", "0.02", "--warm", "0", "--deadline", "60", "--stores", str(tmp_path / "stores")]
    done = subprocess.run(
        [sys.executable, "-m", "bench.remote", *words, "--results", str(out), "--page", str(page)],
        cwd=ROOT,
        env={**environment, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found = read(out)
    assert [(one.engine, one.face, one.skipped) for one in found.cells] == [
        ("qkg", EMBEDDED, ""),
        ("oxigraph", BARE, ""),
        ("oxigraph", BEHIND, ""),
    ]
    assert all(one.timings["point"].outcome == "ok" for one in found.cells)
    assert len({one.timings["point"].digest for one in found.cells}) == 1
    told = page.read_text(encoding="utf-8")
    assert "behind ÷ bare" in told
    assert "behind qkg ÷ embedded" in told
    assert "| point | " in told
