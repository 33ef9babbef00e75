"""IRIs of things, kinds, graphs; strays."""

from collections.abc import Callable

import pytest

from qkg.check import iris
from qkg.check.corpus import Corpus
from qkg.check.document import Role
from qkg.check.kinds import CLASSES
from qkg.check.syntax import document
from qkg.check.vocabulary import terms
from qkg.cli.check import sources
from qkg.dataset.assets import find_assets
from qkg.dataset.source import read_quads

ID = "https://w3id.org/qkg/id/"


@pytest.mark.parametrize(
    ("iri", "codes"),
    [
        (ID + "place/inner-mongolia", []),
        (ID + "place/a1-2", []),
        (ID + "place/Inner", ["iri-form"]),
        (ID + "place/inner_mongolia", ["iri-form"]),
        (ID + "place/inner--mongolia", ["iri-form"]),
        (ID + "place/inner-", ["iri-form"]),
        (ID + "place/a/b", ["iri-form"]),
        (ID + "place", ["iri-form"]),
        (ID + "place/内蒙古", ["iri-form"]),
        (ID + "site/a", ["unknown-kind"]),
        (ID + "agency/a", ["kind-mismatch"]),
        ("http://w3id.org/qkg/id/place/a", ["stray-namespace"]),
        ("https://www.w3id.org/qkg/id/place/a", ["stray-namespace"]),
        ("https://w3id.org/qkg/ids/place/a", ["stray-namespace"]),
        ("https://w3id.org/qkg/graph/a", []),
        ("https://w3id.org/qkgx/a", []),
        ("https://example.com/a", []),
    ],
)
def test_forms(corpus: Callable[[str], Corpus], iri: str, codes: list[str]) -> None:
    """A jurisdiction under this IRI."""
    assert [one.code for one in iris.check(corpus(f"<{iri}> a qkg:Jurisdiction ."))] == codes


def test_blank_nodes_are_fine_in_a_vocabulary(corpus: Callable[[str], Corpus]) -> None:
    """Axioms need them; data does not."""
    text = "[] a owl:AllDisjointClasses ; owl:members ( qkg:A qkg:B ) ."
    assert [one.code for one in iris.check(corpus(text))] == ["blank-node"]
    known = corpus(text)
    assert [one.role for one in known.checked] == [Role.DATA]


def test_every_kind_names_classes_that_exist() -> None:
    """The table cannot rot: each class is in the vocabulary or the stubs."""
    listed = [one for one in sources(find_assets(), []) if one.role in (Role.VOCABULARY, Role.STUBS)]
    known = terms(Corpus([document(one, read_quads(one.path)) for one in listed])).classes
    assert frozenset[str]().union(*CLASSES.values()) - known == set()
