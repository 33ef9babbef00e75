"""The guess which graphs an update may touch: too many is fine, too few never."""

import pytest

from qkg.store.contract import Update
from qkg.store.touched import graphs_of


@pytest.mark.parametrize(
    ("text", "graph"),
    [
        ("INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> <urn:c> } }", "urn:g"),
        ("CLEAR GRAPH <urn:g>", "urn:g"),
        (
            "PREFIX g: <urn:> # WITH ?g\nDELETE DATA { GRAPH g:g { <urn:a> a 'GRAPH ?g'@en , 1.5 , true } }",
            "urn:g",
        ),
        ("INSERT DATA { GRAPH k:g { <urn:a> <urn:b> 1 } }", "urn:known:g"),
        ("PREFIX g: <urn:1/> PREFIX h: <urn:2/> DROP GRAPH h:x", "urn:2/x"),
    ],
)
def test_named_graphs_are_found(text: str, graph: str) -> None:
    """By IRI or short name."""
    found = graphs_of(Update(text, prefixes={"k": "urn:known:"}))
    assert found is not None
    assert graph in found


@pytest.mark.parametrize(
    "text",
    [
        "DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }",
        "PREFIX g: <urn:> WITH g:g DELETE { <urn:a> <urn:b> 1 } WHERE { }",
        "COPY <urn:a> TO <urn:g>",
        "DELETE WHERE { GRAPH <urn:g> { <urn:a> <urn:b> 1 } }",
        "INSERT DATA { <urn:a> <urn:b> 1 } ; INSERT { <urn:a> <urn:b> 1 } WHERE { FILTER(1<2#>\n) }",
        "CLEAR ALL",
        "drop named",
        "LOAD <file:///x>",
        "BASE <urn:x/> CLEAR GRAPH <y>",
        "INSERT { GRAPH $g { <urn:a> <urn:b> 1 } } WHERE { }",
        "INSERT { GRAPH # a comment\n ?g { <urn:a> <urn:b> 1 } } WHERE { }",
        "PREFIX a: <urn:1/> DROP GRAPH a:x ; PREFIX a: <urn:2/> DROP GRAPH a:x",
        "INSERT DATA { GRAPH <urn:\\u0067> { <urn:a> <urn:b> 1 } }",
    ],
)
def test_what_may_touch_any_graph_says_so(text: str) -> None:
    """A variable, a word for all, or a way of writing names that is not understood here."""
    assert graphs_of(Update(text)) is None
