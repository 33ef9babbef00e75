"""Terms in use: declared, spelt right, not deprecated."""

from collections.abc import Callable

import pytest

from qkg.check import vocabulary
from qkg.check.corpus import Corpus
from qkg.check.document import Document, Role
from qkg.check.finding import WARNING, Finding

TERMS = """
qkg:Agency a owl:Class .
qkg:actor a owl:ObjectProperty .
qkg:doer a owl:ObjectProperty ; owl:deprecated true ;
    <http://purl.org/dc/terms/isReplacedBy> qkg:actor .
"""
STUBS = "schema:Person a owl:Class ; rdfs:isDefinedBy <https://schema.org/> ."


@pytest.fixture
def found(write: Callable[..., Document]) -> Callable[[str], list[Finding]]:
    """Findings about terms in a data file."""
    known = write(TERMS, Role.VOCABULARY, "qkg.ttl", checked=False)
    stubs = write(STUBS, Role.STUBS, "stubs.ttl", checked=False)
    return lambda text: list(vocabulary.check(Corpus([known, stubs, write(text)])))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("ex:a a qkg:Agency ; qkg:actor ex:b .", []),
        ("ex:a a qkg:Agancy .", ["unknown-term"]),
        ("ex:a qkg:acter ex:b .", ["unknown-term"]),
        ("ex:a rdfs:seeAlso qkg:nothing .", ["unknown-term"]),
        ('ex:a rdfs:label "1"^^qkg:number .', ["unknown-term"]),
        ("ex:a a schema:Preson .", ["undeclared-borrowed-term"]),
        ("ex:a <http://example.com/p> ex:b .", []),
        ("ex:a qkg:Agency ex:b .", ["class-as-property"]),
        ("ex:a a qkg:actor .", ["property-as-class"]),
        ("ex:a qkg:doer ex:b .", ["deprecated-term"]),
    ],
)
def test_mentions(found: Callable[[str], list[Finding]], text: str, codes: list[str]) -> None:
    """Each use in each place."""
    assert [one.code for one in found(text)] == codes


def test_a_near_name_is_offered(found: Callable[[str], list[Finding]]) -> None:
    """In its own namespace only."""
    assert found("ex:a qkg:acter ex:b .")[0].hint.en == "did you mean qkg:actor?"
    assert found("ex:a a schema:Agency .")[0].hint.en == ""


def test_a_deprecated_term_is_a_warning_and_names_its_heir(found: Callable[[str], list[Finding]]) -> None:
    """Nothing breaks yet."""
    one = found("ex:a qkg:doer ex:b .")[0]
    assert (one.severity, one.hint.en) == (WARNING, "use qkg:actor")
