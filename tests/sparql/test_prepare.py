"""Parameters become terms; nothing they hold becomes query text."""

import pytest
from pyoxigraph import Literal, NamedNode

from qkg.errors import BadParameter
from qkg.sparql.prepare import bindings
from qkg.sparql.question import Parameter

TEXT = "SELECT ?s ?name { ?s <urn:name> ?name }"
DECLARED = [Parameter("s", "iri", "", ""), Parameter("name", "string", "", "")]


def test_declared_types_rule() -> None:
    """The same text is an IRI or a string by declaration."""
    bound = bindings(["s=qkg:Agency", "name=qkg:Agency"], DECLARED, TEXT)
    assert bound["s"] == NamedNode("https://w3id.org/qkg/ontology#Agency")
    assert bound["name"] == Literal("qkg:Agency")


def test_undeclared_variables_may_be_bound() -> None:
    """Query text without a header takes any of its variables; a value may hold an equals sign."""
    assert bindings(["name=a=b"], [], TEXT) == {"name": Literal("a=b")}


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (["nothing"], "form name=value"),
        (["?s=1"], "form name=value"),
        (["other=1"], "no parameter 'other'; it has name, s"),
        (["s=包头"], "parameter s: '包头' is not an IRI"),
        (["name=1", "name=2"], "given twice"),
        (["s=<javascript alert>"], "not an IRI"),
    ],
)
def test_refusals(given: list[str], says: str) -> None:
    """Each in one sentence that names the parameter."""
    with pytest.raises(BadParameter) as caught:
        bindings(given, DECLARED, TEXT)
    assert says in str(caught.value)
