"""Text to term and back; hostile values stay values."""

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from qkg.errors import BadParameter
from qkg.namespaces import ONTOLOGY, PREFIXES
from qkg.terms import Term, curie, link, read, short

XSD = PREFIXES["xsd"]


@pytest.mark.parametrize(
    ("text", "wanted", "term"),
    [
        ("qkg:Agency", "", NamedNode(ONTOLOGY + "Agency")),
        ("<urn:x:1>", "", NamedNode("urn:x:1")),
        ("https://example.org/a", "", NamedNode("https://example.org/a")),
        ('"包头"@ZH', "", Literal("包头", language="zh")),
        ('"a\\"b\\n"', "", Literal('a"b\n')),
        ('"5"^^xsd:integer', "", Literal("5", datatype=NamedNode(XSD + "integer"))),
        ("42", "", Literal("42", datatype=NamedNode(XSD + "integer"))),
        ("-4.2", "", Literal("-4.2", datatype=NamedNode(XSD + "decimal"))),
        ("true", "", Literal("true", datatype=NamedNode(XSD + "boolean"))),
        ("42", "string", Literal("42")),
        ("42", "decimal", Literal("42", datatype=NamedNode(XSD + "decimal"))),
        ("note: this", "", Literal("note: this")),
        ("qkg:Agency", "string", Literal("qkg:Agency")),
    ],
)
def test_reading(text: str, wanted: str, term: Term) -> None:
    """Each way of writing a value gives its term."""
    assert read(text, wanted) == term


@pytest.mark.parametrize(
    ("text", "wanted", "says"),
    [
        ("包头", "iri", "not an IRI"),
        ("qkgg:Agency", "iri", "did you mean qkg:"),
        ("abc", "integer", "not an integer"),
        ("4.5", "integer", "not an integer"),
        ("<no scheme>", "iri", "not an IRI"),
        ("<relative>", "", "not an absolute IRI"),
        ("<urn:x>", "string", "text is wanted"),
    ],
)
def test_refusing(text: str, wanted: str, says: str) -> None:
    """A value of the wrong type is refused in words."""
    with pytest.raises(BadParameter, match=says):
        read(text, wanted)


@pytest.mark.parametrize(
    "text", ['"} DROP ALL', "'; DROP ALL #", "} } SERVICE <http://x> {", "\\", '"""', "?x", "a\nb"]
)
def test_hostile_text_stays_text(text: str) -> None:
    """Whatever cannot be a marked value is a plain string with exactly these characters."""
    assert read(text) == Literal(text)


def test_links_only_to_web_and_mail() -> None:
    """The engine takes javascript: for an IRI; a page must not."""
    assert link(NamedNode("https://example.org/")) == "https://example.org/"
    assert link(NamedNode("MAILTO:a@example.org")) == "MAILTO:a@example.org"
    hostile = ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "urn:x")
    assert [link(NamedNode(iri)) for iri in hostile] == [None] * 4
    assert link(Literal("https://example.org/")) is None
    assert link(None) is None


def test_short_forms() -> None:
    """Tables show names, not addresses, and text without quotes."""
    assert short(NamedNode(ONTOLOGY + "Agency")) == "qkg:Agency"
    assert curie("https://w3id.org/qkg/graph/ontology") == "graph:ontology"
    assert curie("https://example.org/x") == "https://example.org/x"
    assert short(Literal("包头", language="zh")) == "包头"
    assert short(None) == ""
    assert short(BlankNode("b")) == "_:b"
