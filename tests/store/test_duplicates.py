"""The same triple in two published graphs is found, whichever way it is looked for."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from qkg.errors import DuplicateTriple
from qkg.namespaces import GRAPH
from qkg.store import duplicates
from qkg.store.duplicates import refuse_duplicates


def store(place: Path, text: str) -> ox.Store:
    """A store on disk of TriG with the prefix of published graphs."""
    engine = ox.Store(str(place))
    engine.load(f"PREFIX g: <{GRAPH}>\n{text}".encode(), ox.RdfFormat.TRIG)
    return engine


@pytest.fixture(params=["looked up", "sought"])
def names(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The graphs to look at: triple by triple, or by a pass over the store."""
    if request.param == "sought":
        monkeypatch.setattr(duplicates, "FEW", -1)
    return [GRAPH + "one", GRAPH + "two", "urn:other"]


def test_a_triple_in_two_published_graphs_is_refused(tmp_path: Path, names: list[str]) -> None:
    """Among subjects that stand in several graphs and in one; the message names triple and graphs."""
    engine = store(
        tmp_path, "g:one { <urn:a> <urn:p> 1, 2 . <urn:b> <urn:p> 3 } g:two { <urn:a> <urn:p> 1, 4 }"
    )
    with pytest.raises(DuplicateTriple) as caught:
        refuse_duplicates(engine, names)
    assert "<urn:a> <urn:p>" in str(caught.value)
    assert {f"<{GRAPH}one>", f"<{GRAPH}two>"} <= set(str(caught.value).split())


def test_other_graphs_may_say_the_same(tmp_path: Path, names: list[str]) -> None:
    """The default graph, graphs of other names, other triples of the same subject, the order of terms."""
    engine = store(
        tmp_path,
        """
        <urn:a> <urn:p> <urn:b> .
        g:one { <urn:a> <urn:p> <urn:b>, 2 }
        g:two { <urn:a> <urn:p> 1 . <urn:b> <urn:p> <urn:a> }
        <urn:other> { <urn:a> <urn:p> <urn:b>, 1 }
        _:unnamed { <urn:a> <urn:p> <urn:b>, 1 }""",
    )
    refuse_duplicates(engine, names)


def test_none_stands_for_every_graph(tmp_path: Path) -> None:
    """A write of which nobody knows where it went."""
    with pytest.raises(DuplicateTriple):
        refuse_duplicates(store(tmp_path, "g:one { <urn:a> <urn:p> 1 } g:two { <urn:a> <urn:p> 1 }"), None)


def test_blank_nodes_are_subjects_too(tmp_path: Path, names: list[str]) -> None:
    """They have no name that a query could say."""
    engine = store(tmp_path, "g:one { _:b <urn:p> 1 } g:two { _:b <urn:p> 1, 2 }")
    with pytest.raises(DuplicateTriple, match="_:"):
        refuse_duplicates(engine, names)
