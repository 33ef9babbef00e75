"""Problem documents (RFC 9457)."""

from qkg.errors import Place, StoreDamaged, SyntaxProblem
from qkg.web.problems import TYPE_BASE, of_error


def test_syntax_carries_line_and_column() -> None:
    """As members of their own, with the hint."""
    document = of_error(SyntaxProblem(Place("query", 2, 7), "wrong", "try this")).document()
    assert document["type"] == TYPE_BASE + "syntax"
    assert (document["status"], document["line"], document["column"], document["hint"]) == (
        400,
        2,
        7,
        "try this",
    )


def test_inner_faults_show_no_path() -> None:
    """What concerns the machine stays on the machine."""
    document = of_error(StoreDamaged("the store in /home/someone/secret is damaged")).document()
    assert document["status"] == 503
    assert "secret" not in str(document)
