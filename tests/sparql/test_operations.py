"""Updates cut into operations, and what is put into them: datasets, confinement to one graph."""

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qkg.errors import BadParameter, InputError, SyntaxProblem
from qkg.sparql.confine import confined
from qkg.sparql.dataset import with_dataset
from qkg.sparql.operations import operations, stray_separator

G = ox.NamedNode("urn:g")
DATA = "<urn:g> { <urn:a> <urn:b> 1 . <urn:a> <urn:b> 2 } <urn:h> { <urn:c> <urn:d> 3 }"
PIECES = (
    *(
        "INSERT",
        "DELETE",
        "DATA",
        "WHERE",
        "WITH",
        "USING",
        "NAMED",
        "GRAPH",
        "LOAD",
        "SILENT",
        "INTO",
        "SERVICE",
    ),
    *(
        "CLEAR",
        "DROP",
        "ALL",
        "FILTER",
        "BIND",
        "PREFIX",
        "BASE",
        "{",
        "}",
        "(",
        ")",
        ";",
        ".",
        "<",
        ">",
        "<2#>",
    ),
    *(
        "<urn:g>",
        "<urn:x#y>",
        "ex:a",
        "?s",
        "?p",
        "?o",
        '"text"',
        "'''",
        '"""',
        "#",
        "\n",
        " ",
        "1",
        "é",
        "\\",
        "_:b",
    ),
    *(
        "INSERTDATA{",
        "DELETEWHERE{",
        "LOADSILENT",
        "GRAPHex:g{",
        "SERVICEx:a{",
        "USINGNAMED",
        "\x00",
        "@en",
        "^^",
    ),
)
texts = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join) | st.lists(st.sampled_from(PIECES)).map(
    "".join
)


def kinds(text: str) -> list[str]:
    """The kinds of the operations."""
    return [one.kind for one in operations(text)]


def test_kinds() -> None:
    """Words in strings, comments and IRIs are none; the engine needs no blanks between words."""
    text = """PREFIX a: <urn:a;b#> INSERTDATA{ <urn:x> <urn:y> "; DROP ALL" ; a:b 1 } ; # ; CLEAR ALL
    DELETEWHERE{ ?s ?p ?o } ; WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o } ; DROP SILENT ALL ;"""
    assert kinds(text) == ["INSERT DATA", "DELETE WHERE", "MODIFY", "DROP"]


@pytest.mark.parametrize(
    ("text", "stray"), [("a ; b ;", False), ("a ;; b", True), ("; a", True), ("", False)]
)
def test_stray_separators(text: str, stray: bool) -> None:
    """Nothing between two semicolons is no operation."""
    assert (stray_separator(text) is not None) is stray


def store() -> ox.Store:
    """Three triples in two graphs."""
    made = ox.Store()
    made.load(DATA.encode(), ox.RdfFormat.TRIG)
    return made


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("DELETE WHERE { ?s ?p ?o }", 3),
        ("DELETEWHERE{?s ?p 1}", 3),
        ("DELETE { GRAPH <urn:g> { ?s ?p ?o } } WHERE { ?s ?p ?o }", 1),
        ("INSERT DATA { <urn:x> <urn:y> 1 } ; DELETE { GRAPH <urn:g> { ?s ?p ?o } } WHERE { ?s ?p ?o }", 2),
        ("DELETE{GRAPH<urn:h>{?s ?p ?o}}WHERE{GRAPH<urn:h>{?s ?p ?o}}", 2),
    ],
)
def test_dataset_in_the_text_does_what_the_protocol_says(text: str, left: int) -> None:
    """Evaluated by the engine: the default graph is urn:g, the only named one urn:h."""
    made = store()
    made.update(with_dataset(text, ["urn:g"], ["urn:h"]))
    assert len(made) == left


@pytest.mark.parametrize("iri", ["", "relative", "urn:a> {} WHERE {} ; DROP ALL #", "urn:a b", "urn:a\n"])
def test_only_iris_enter_the_text(iri: str) -> None:
    """What is no IRI is refused by the engine's own type."""
    with pytest.raises(BadParameter):
        with_dataset("INSERT {} WHERE {}", [iri], [])


@pytest.mark.parametrize(
    "text",
    [
        "DROP ALL",
        "CLEAR GRAPH <urn:h>",
        "LOAD <urn:x>",
        "ADD <urn:g> TO <urn:h>",
        "INSERT DATA { GRAPH <urn:h> { <urn:a> <urn:b> 1 } }",
        "INSERT { GRAPHex:h{ ?s ?p ?o } } WHERE { ?s ?p ?o }",
        "WITH <urn:h> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "DELETE { ?s ?p ?o } USING <urn:h> WHERE { ?s ?p ?o }",
        "DELETE { ?s ?p ?o } USINGex:h WHERE { ?s ?p ?o }",
        'INSERT { ?s ?p ?o } WHERE { FILTER(1<2#>"""\n) GRAPH <urn:h> { ?s ?p ?o } #"""\n}',
        "DELETE { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }",
    ],
)
def test_what_reaches_beyond_the_graph_is_refused(text: str) -> None:
    """Every way to name another graph."""
    with pytest.raises(SyntaxProblem):
        confined(text, G)


@pytest.mark.parametrize(
    "text",
    [
        "DELETE WHERE { ?s ?p ?o }",
        "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "INSERT DATA { <urn:n> <urn:n> 1 } ; DELETE DATA { <urn:c> <urn:d> 3 }",
        "PREFIX graph: <urn:p#> INSERT { ?s graph:x ?o } WHERE { ?s ?p ?o } ; DELETE WHERE { ?s graph:x ?o }",
    ],
)
def test_a_confined_update_changes_one_graph(text: str) -> None:
    """The other graph stays as it is."""
    made = store()
    before = set(made.quads_for_pattern(None, None, None, ox.NamedNode("urn:h")))
    made.update(confined(text, G))
    assert set(made.quads_for_pattern(None, None, None, ox.NamedNode("urn:h"))) == before
    assert {quad.graph_name.value for quad in made} <= {"urn:g", "urn:h"}


@settings(max_examples=300, deadline=None)
@given(texts)
def test_no_text_upsets_the_rewriting(text: str) -> None:
    """Whatever the tokens: an answer or one of our errors."""
    for work in (
        lambda: operations(text),
        lambda: stray_separator(text),
        lambda: with_dataset(text, ["urn:g"], ["urn:h"]),
        lambda: confined(text, G),
    ):
        try:
            work()
        except InputError:
            continue


@settings(max_examples=500, deadline=None)
@given(texts)
def test_nothing_confined_touches_another_graph(text: str) -> None:
    """Tried on the engine: what it accepts after confinement leaves the other graph alone."""
    made = store()
    before = set(made.quads_for_pattern(None, None, None, ox.NamedNode("urn:h")))
    try:
        made.update(confined(text, G))
    except (InputError, SyntaxError, OSError):
        return
    assert set(made.quads_for_pattern(None, None, None, ox.NamedNode("urn:h"))) == before
