"""The header of a question file."""

from pathlib import Path

import pytest

from qkg.errors import NoSuchQuestion, SyntaxProblem
from qkg.sparql.question import Parameter, has_header, named, parse

HEADER = """# id: cq01
# title@zh: 哪个地方？
# title@en: Which place?
# persona: journalist
# param: place | iri | 地方 | place
# param: year | integer | 年份 | year
# A free comment: with a colon
SELECT * { ?place ?p ?o } # id: not-the-header
"""
PATH = Path("cq01-place.rq")


def test_all_fields() -> None:
    """Id, titles, persona and parameters; comments that are none of these are left alone."""
    question = parse(HEADER, PATH)
    assert (question.id, question.persona) == ("cq01", "journalist")
    assert question.title("zh") == "哪个地方？"
    assert question.title("fr") == "Which place?"
    assert question.parameters[0] == Parameter("place", "iri", "地方", "place")
    assert [one.type for one in question.parameters] == ["iri", "integer"]
    assert has_header(HEADER)
    assert not has_header("SELECT * {}")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("# id: cq01\n", "", "must say id"),
        ("# title@en: Which place?\n", "", "title@en"),
        ("journalist", "poet", "persona must be one of"),
        ("| iri |", "| url |", "cq01-place.rq:5: a parameter line"),
        ("| 地方 | place", "| 地方", "four parts"),
    ],
)
def test_a_wrong_header_is_said(old: str, new: str, says: str) -> None:
    """With the file and, for a parameter, the line."""
    with pytest.raises(SyntaxProblem, match=says):
        parse(HEADER.replace(old, new), PATH)


def test_short_names() -> None:
    """By id or by stem; otherwise what there is."""
    paths = [Path("cq01-place.rq"), Path("cq30-end.rq")]
    assert named("cq01", paths) == named("cq01-place", paths) == paths[0]
    with pytest.raises(NoSuchQuestion, match="there are cq01 to cq30"):
        named("cq99", paths)
    with pytest.raises(NoSuchQuestion, match="none is installed"):
        named("cq99", [])
