"""``qkg.graphview.edges``: edges among nodes, and what proves each."""

from typing import Any

from tests.graphview.conftest import EX, Ask, qkg

from qkg.graphview.edges import edges_among


def test_edges_lie_between_the_nodes_only(ask: Ask[Any]) -> None:
    """The office works for the region, which is not asked for."""
    found = ask(lambda view: edges_among(view, [EX + "office", EX + "town", EX + "firm"]))
    assert [edge.triple for edge in found] == [
        (EX + "firm", EX + "in", EX + "town"),
        (EX + "office", EX + "in", EX + "town"),
    ]


def test_a_statement_proves_its_triple_and_a_fact_its_others(ask: Ask[Any]) -> None:
    """The recipient has a statement of its own, the award rests on the conferral, the address on nothing."""
    ids = [EX + name for name in ("conferral", "firm", "award", "town")]
    proofs = {
        edge.predicate: (edge.proof, edge.evidence) for edge in ask(lambda view: edges_among(view, ids))
    }
    assert proofs == {
        qkg("recipient"): ("statement", (EX + "e3",)),
        qkg("conferredAward"): ("fact", (EX + "e1", EX + "e2")),
        EX + "in": (None, ()),
    }
