"""``qkg export``: choice of graphs, whole files, stable bytes across processes."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import csvw
import pyarrow.parquet
import pyoxigraph as ox
import pytest
import rdflib

from qkg.dataset.export import NAMES

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize("name", NAMES)
def test_two_runs_give_the_same_bytes(qkg: Run, tmp_path: Path, name: str) -> None:
    """Also with other hash seeds, and from a store built anew."""
    outs = [tmp_path / f"a.{name}", tmp_path / f"b.{name}"]
    qkg("export", "--format", name, "--graph", "schemes", "--out", str(outs[0]), PYTHONHASHSEED="1")
    fresh = {"QKG_CACHE": str(tmp_path / "cache"), "PYTHONHASHSEED": "2"}
    qkg("export", "--format", name, "--graph", "schemes", "--out", str(outs[1]), **fresh)
    assert outs[0].read_bytes() == outs[1].read_bytes()
    assert outs[0].stat().st_size > 1000


def test_the_whole_graph_reads_back(qkg: Run) -> None:
    """As many quads in TriG as rows in CSV."""
    dataset = rdflib.Dataset()
    dataset.parse(data=qkg("export", "--format", "trig").stdout, format="trig")
    lines = qkg("export", "--format", "nq").stdout.splitlines()
    assert sum(len(graph) for graph in dataset.graphs()) == len(lines) > 1000


def test_graphs_by_short_name_and_by_iri(qkg: Run) -> None:
    """Both mean the same; a wrong one lists what there is."""
    short = qkg("export", "--graph", "ontology")
    assert short.stdout == qkg("export", "--graph", "https://w3id.org/qkg/graph/ontology").stdout != ""
    wrong = qkg("export", "--graph", "nope")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr.startswith("qkg: there is no graph 'nope'; there are ")
    assert "ontology" in wrong.stderr


def test_a_file_is_replaced_whole_or_not_at_all(qkg: Run, tmp_path: Path) -> None:
    """A failed export leaves the old file and no rest beside it."""
    out = tmp_path / "graph.ttl"
    out.write_text("old")
    assert qkg("export", "--graph", "nope", "--out", str(out)).returncode == 2
    assert out.read_text() == "old"
    assert qkg("export", "--graph", "schemes", "--out", str(out)).returncode == 0
    assert out.read_text().startswith("@prefix")
    assert [path.name for path in tmp_path.iterdir()] == ["graph.ttl"]


@pytest.mark.parametrize("where", ["missing/graph.ttl", "folder"])
def test_a_place_that_cannot_be_written(qkg: Run, tmp_path: Path, where: str) -> None:
    """One sentence that names it, and no rest."""
    (tmp_path / "folder").mkdir()
    failed = qkg("export", "--graph", "schemes", "--out", str(tmp_path / where))
    assert failed.returncode == 1
    assert failed.stderr.startswith(f"qkg: {tmp_path / where} cannot be written")
    assert failed.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_unknown_format(qkg: Run) -> None:
    """The formats are listed."""
    failed = qkg("export", "--format", "docx")
    assert (failed.returncode, failed.stderr.count("\n")) == (2, 1)
    assert "ttl, nt, jsonld, rdf, trig, nq, n3, jsonld-expanded, csv" in failed.stderr


def test_rdf_1_2_is_stable_and_has_reifiers(qkg: Run, tmp_path: Path) -> None:
    """One reifier a statement, the same bytes from a store built anew."""
    first = qkg("export", "--format", "rdf12")
    again = qkg("export", "--format", "rdf12", QKG_CACHE=str(tmp_path / "cache"), PYTHONHASHSEED="2")
    assert first.stdout == again.stdout
    triples = [quad.triple for quad in ox.parse(first.stdout.encode(), ox.RdfFormat.TURTLE)]
    plain = qkg("export", "--format", "nt").stdout
    reifiers = [one for one in triples if isinstance(one.object, ox.Triple)]
    assert len(reifiers) == plain.count(" <https://w3id.org/qkg/ontology#statementPredicate> <") > 90
    assert len(triples) == len(plain.splitlines()) - 2 * len(reifiers)


def test_figures_as_csv_with_metadata_beside(qkg: Run, tmp_path: Path) -> None:
    """A reader of CSV on the Web finds and accepts both files."""
    assert qkg("export", "--format", "csvw", "--out", str(tmp_path / "all.csv")).returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["all.csv", "all.csv-metadata.json"]
    group = csvw.CSVW(str(tmp_path / "all.csv-metadata.json"), validate=True)
    assert group.is_valid
    assert len(list(group.tables[0].iterdicts())) == 18


def test_figures_as_parquet(qkg: Run, tmp_path: Path) -> None:
    """Eighteen rows; not on the screen, and not of one graph."""
    assert qkg("export", "--format", "parquet", "--out", str(tmp_path / "all.parquet")).returncode == 0
    assert pyarrow.parquet.read_table(tmp_path / "all.parquet").num_rows == 18
    for wrong in (["--format", "parquet"], ["--format", "csvw", "--graph", "schemes"]):
        assert qkg("export", *wrong).returncode == 2
