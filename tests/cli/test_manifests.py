"""``qkg load DIR/manifest.json``: the files of a bulk run, checked before and counted after."""

import shutil
from pathlib import Path

import pyoxigraph as ox
from tests.conftest import Run

from qkg.namespaces import GRAPH
from qkg.store import folder

PROVENANCE = ("http://www.w3.org/ns/prov#generatedAtTime",)


def articles(store: Path) -> set[ox.Quad]:
    """The quads of the made-up articles, without when they were accepted."""
    return {
        quad
        for quad in folder.open_folder(store)[0]
        if str(quad.graph_name).startswith(f"<{GRAPH}news-") and quad.predicate.value not in PROVENANCE
    }


def test_it_is_what_accepting_one_by_one_gives(qkg: Run, bulk: Path, archive: Path, tmp_path: Path) -> None:
    """Drafts of the same texts, accepted in their order: the same quads in the same graphs."""
    stores = tmp_path / "loaded", tmp_path / "accepted"
    loaded = qkg("load", str(bulk / "manifest.json"), "--store", str(stores[0]))
    assert (loaded.returncode, loaded.stderr) == (0, "")
    assert "3 graphs have as many quads as the manifest says" in loaded.stdout
    drafts = tmp_path / "drafts"
    assert qkg("ingest", str(archive), "--out", str(drafts)).returncode == 0
    accepted = qkg("accept", *map(str, sorted(drafts.glob("*.ttl"))), "--store", str(stores[1]))
    assert (accepted.returncode, accepted.stderr) == (0, "")
    one, other = map(articles, stores)
    assert one == other
    again = qkg("load", str(bulk / "manifest.json"), "--store", str(stores[0]))
    assert again.returncode == 2
    assert again.stderr.startswith("qkg: 3 graphs of ")


def test_a_changed_file_is_refused(qkg: Run, bulk: Path, tmp_path: Path) -> None:
    """Whole files and the list of counts are held against their digests; no store is made."""
    for name in ("parts/000000.nq.gz", "graphs.tsv"):
        copy = tmp_path / Path(name).name
        shutil.copytree(bulk, copy)
        with (copy / name).open("ab") as file:
            file.write(b"x")
        done = qkg("load", str(copy / "manifest.json"), "--store", str(tmp_path / "store"))
        assert (done.returncode, "is not what the manifest says" in done.stderr) == (1, True)
    assert not (tmp_path / "store").exists()
