"""The same triple in two published graphs."""

from collections.abc import Callable

from qkg.check import graphs
from qkg.check.corpus import Corpus
from qkg.check.document import Document, Role

TRIPLE = "ex:a a qkg:Jurisdiction ."


def test_two_graphs_may_not_share_a_triple(write: Callable[..., Document]) -> None:
    """Found in the file that comes later, naming the graph of the other."""
    one = write(TRIPLE, name="one.ttl")
    two = write("ex:b a qkg:Jurisdiction .\n" + TRIPLE, name="two.ttl")
    found = list(graphs.check(Corpus([one, two])))
    assert [(item.spot.file, item.spot.line, item.code) for item in found] == [
        ("two.ttl", 9, "triple-in-two-graphs")
    ]
    assert "graph:file-one" in found[0].message.en


def test_one_graph_in_two_files_may(write: Callable[..., Document]) -> None:
    """Schemes are one graph."""
    files = [write(TRIPLE, Role.SCHEMES, f"{name}.ttl", graph="g:1") for name in "ab"]
    assert list(graphs.check(Corpus(files))) == []


def test_examples_are_not_published(write: Callable[..., Document]) -> None:
    """They repeat the data on purpose."""
    assert list(graphs.check(Corpus([write(TRIPLE), write(TRIPLE, Role.EXAMPLES, "ex.ttl")]))) == []
