"""``qkg.graphview.evidence``: the words behind a node or an edge."""

from typing import Any

from tests.graphview.conftest import EX, Ask, qkg

from qkg.graphview.evidence import Figure, Place, of_edge, of_node, of_pieces


def test_an_edge_opens_its_words(ask: Ask[Any]) -> None:
    """The award rests on the conferral's own evidence: quote, speaker, place, article."""
    found = ask(lambda view: of_edge(view, (EX + "conferral", qkg("conferredAward"), EX + "award"), 10))
    first, second = found.pieces
    assert (first.quotes, first.speaker, first.paragraph) == (["授予某企业"], EX + "article", 2)
    assert (first.confidence, first.article) == (0.8, EX + "article")
    assert first.places == [Place(EX + "text", 5, 10)]
    assert (second.id, second.quotes, second.places) == (EX + "e2", [], [])
    assert (found.edge.proof, found.figure) == ("fact", None)


def test_a_figure_says_its_hedge(ask: Ask[Any]) -> None:
    """近1000: the number never stands without the hedge and its bound."""
    found = ask(lambda view: of_node(view, EX + "figure", about=False, limit=10))
    assert found.figure == Figure("1000", None, EX + "nearly", "upper-exclusive", None, "1000", "近1000")
    assert found.names[EX + "nearly"] == {"zh": "近", "en": "nearly"}


def test_evidence_about_a_node_counts_statements(ask: Ask[Any]) -> None:
    """The firm has none of its own, but is the object of a statement."""
    own = ask(lambda view: of_node(view, EX + "firm", about=False, limit=10))
    about = ask(lambda view: of_node(view, EX + "firm", about=True, limit=10))
    assert (own.extent.total, [piece.id for piece in about.pieces]) == (0, [EX + "e3"])


def test_pages_of_evidence(ask: Ask[Any]) -> None:
    """One of two, then the other; the total stays."""
    pages = [ask(lambda view, at=at: of_node(view, EX + "conferral", False, 1, at)) for at in (0, 1)]
    assert [(page.pieces[0].id, page.extent.total) for page in pages] == [(EX + "e1", 2), (EX + "e2", 2)]
    assert ask(lambda view: of_pieces(view, [EX + "e3"], 5)).extent.total == 1
