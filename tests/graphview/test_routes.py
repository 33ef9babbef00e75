"""``qkg.graphview.routes`` against the paths that NetworkX finds in the same made-up graphs."""

from itertools import islice

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from qkg.graphview.routes import joined, routes

NAMES = st.sampled_from("abcdefgh")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(NAMES, st.just("p"), NAMES), max_size=20), st.integers(1, 6))
def test_routes_are_all_simple_paths_shortest_first(triples: list[tuple[str, str, str]], most: int) -> None:
    """Every simple path up to the length, each once, in order of length."""
    found = list(routes(joined(triples), "a", "b", most))
    graph = nx.Graph((source, target) for source, _, target in triples)
    graph.add_nodes_from("ab")
    expected = {tuple(path) for path in nx.all_simple_paths(graph, "a", "b", cutoff=most)}
    assert set(found) == expected
    assert len(found) == len(expected)
    assert [len(one) for one in found] == sorted(len(one) for one in found)


def test_a_large_grid_ends() -> None:
    """Thousands of equal paths; the first ones come at once."""
    grid = nx.convert_node_labels_to_integers(nx.grid_2d_graph(40, 40))
    triples = [(str(one), "p", str(other)) for one, other in grid.edges]
    found = list(islice(routes(joined(triples), "0", "1599", 78), 3))
    assert [len(one) for one in found] == [79, 79, 79]
