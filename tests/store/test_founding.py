"""A store as files for an engine's loader, and two datasets held against each other."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from qkg.dataset.difference import difference
from qkg.errors import BadParameter
from qkg.store.remote.catalogue import META, UNION, written
from qkg.store.remote.founding import BLANK, write
from qkg.store.remote.profile import UNNAMED

TRIG = """
<urn:a> <urn:p> "1" .
<urn:one> { <urn:a> <urn:p> "甲\\n"@zh , _:b . _:b <urn:p> 2 . <urn:c> <urn:p> 3 , 4 , 5 . }
"""


def store(text: str) -> ox.Store:
    """A store in memory."""
    engine = ox.Store()
    engine.load(text.encode(), ox.RdfFormat.TRIG)
    return engine


def test_the_files_hold_everything_once(tmp_path: Path) -> None:
    """The same dataset when they are read, with the unnamed graph named and the catalogue beside it."""
    engine = store(TRIG)
    engine.add_graph(ox.NamedNode("urn:empty"))
    made = write(engine, 7, tmp_path, largest=30)
    assert len(made.files) > 4
    read = ox.Store()
    for file in made.files:
        read.load(path=str(file), format=ox.RdfFormat.N_QUADS)
    found: dict[str, int] = {}
    for quad in read:
        assert isinstance(quad.graph_name, ox.NamedNode)
        found[quad.graph_name.value] = found.get(quad.graph_name.value, 0) + 1
    assert found == made.sizes
    assert (found["urn:one"], found[UNNAMED], found[UNION], made.quads) == (6, 1, 7, 7)
    rows = [
        {"s": quad.subject, "p": quad.predicate, "o": quad.object}
        for quad in read.quads_for_pattern(None, None, None, ox.NamedNode(META))
    ]
    state = written(rows)
    assert state is not None
    assert (state.generation.number, state.graphs) == (7, {"urn:one": 6, "urn:empty": 0})


def test_blank_nodes_stand_in_one_file(tmp_path: Path) -> None:
    """A label means a node within its file alone."""
    made = write(store(TRIG), 1, tmp_path, largest=1)
    with_labels = [file.name for file in made.files if "_:" in file.read_text(encoding="utf-8")]
    assert with_labels == [BLANK]
    assert (tmp_path / BLANK).read_text(encoding="utf-8").count("\n") == 2 * 2


def test_a_graph_without_an_iri_is_refused(tmp_path: Path) -> None:
    """No engine would give it back under the name that it had."""
    with pytest.raises(BadParameter, match="blank node"):
        write(store("_:g { <urn:a> <urn:b> 1 }"), 1, tmp_path)


def test_only_what_differs_is_told() -> None:
    """Lines of either side alone, in order, also when one side has ended."""
    one, other = [b"a", b"b", b"d"], [b"b", b"c", b"d", b"e"]
    assert list(difference(iter(one), iter(other))) == [(b"a", b""), (b"", b"c"), (b"", b"e")]
    assert list(difference(iter(one), iter(one))) == []
