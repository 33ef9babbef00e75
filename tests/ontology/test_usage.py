"""Every term serves: a question or a rule writes it down, or the term says why none does."""

from rdflib import SKOS, Graph, URIRef

from qkg.dataset.assets import Assets

OWN = "https://w3id.org/qkg/ontology#"


def noted(vocabulary: Graph) -> set[str]:
    """The local names of the terms with an editorial note."""
    return {str(term).removeprefix(OWN) for term in vocabulary.subjects(SKOS.editorialNote, None)}


def test_every_term_is_asked_for_or_says_why_not(
    vocabulary: Graph, classes: set[URIRef], properties: set[URIRef], asked: set[str], assets: Assets
) -> None:
    """No class and no property is idle without a reason in ``skos:editorialNote``."""
    assert len(assets.queries) == 30
    names = {term.removeprefix(OWN) for term in classes | properties}
    assert sorted(names - asked - noted(vocabulary)) == []


def test_no_note_is_stale(vocabulary: Graph, asked: set[str]) -> None:
    """A term that a question or rule uses no longer says that none does."""
    assert sorted(noted(vocabulary) & asked) == []


def test_reasons_are_bilingual(vocabulary: Graph) -> None:
    """A reason is given in Chinese and English."""
    for name in noted(vocabulary):
        notes = vocabulary.objects(URIRef(OWN + name), SKOS.editorialNote)
        assert sorted(str(getattr(note, "language", "")) for note in notes) == ["en", "zh"], name


def test_questions_use_known_terms_only(
    classes: set[URIRef], properties: set[URIRef], asked: set[str]
) -> None:
    """No question or rule writes a qkg term that does not exist."""
    assert sorted(asked - {term.removeprefix(OWN) for term in classes | properties}) == []
