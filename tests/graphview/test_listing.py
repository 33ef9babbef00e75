"""``qkg.graphview.listing``: IRIs as query text, and nothing but IRIs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from qkg.graphview.listing import outside, values


def test_iris_are_listed_once_in_order() -> None:
    """Sorted, so that the same question is the same text."""
    iris = [NamedNode("urn:b"), NamedNode("urn:a"), NamedNode("urn:b")]
    assert values("x", iris) == "VALUES ?x { <urn:a> <urn:b> }"
    assert outside("x", iris) == "FILTER(?x NOT IN (<urn:a>, <urn:b>))"
    assert outside("x", []) == ""


@given(st.text(max_size=5), st.sampled_from('<>"{}|^`\\ \n'), st.text(max_size=5))
def test_what_could_end_an_iri_is_no_iri(before: str, sign: str, after: str) -> None:
    """The engine refuses it before it could be written."""
    with pytest.raises(ValueError, match="IRI"):
        NamedNode("urn:" + before + sign + after)
