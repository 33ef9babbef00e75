"""Labels in both languages, each in its own script."""

from collections.abc import Callable

import pytest

from qkg.check import labels
from qkg.check.corpus import Corpus


@pytest.mark.parametrize(
    ("label", "codes"),
    [
        ('"包头市"@zh , "Baotou"@en', []),
        ('"ISO 9001"@zh , "ISO 9001"@en', []),
        ('"2020"@zh , "2020"@en', []),
        ('"包头市"@zh', ["label-en"]),
        ('"Baotou"@en', ["label-zh"]),
        ('"包头市"@zh , "包头"@zh , "Baotou"@en', ["label-zh"]),
        ('"baotou"@zh , "Baotou"@en', ["label-script"]),
        ('"包头市"@zh , "Baotou 市"@en', ["label-script"]),
        ('"包头市"@zh-hans , "Baotou"@en', ["language-tag"]),
        ('"包头市"@zh , "Baotou"@en-GB', ["language-tag"]),
        ('"包头市"@ZH , "Baotou"@en', ["language-tag"]),
        ('"包头市"@zh , "Baotou"@en , "Паотоу"@ru', []),
    ],
)
def test_labels(corpus: Callable[[str], Corpus], label: str, codes: list[str]) -> None:
    """A thing and what is said of its labels."""
    found = labels.check(corpus(f"ex:a a qkg:Jurisdiction ;\n  rdfs:label {label} ."))
    assert [one.code for one in found] == codes


def test_a_preferred_label_counts(corpus: Callable[[str], Corpus]) -> None:
    """Concepts say skos:prefLabel; one of each language over both properties."""
    sound = 'ex:a a skos:Concept ; skos:prefLabel "包头市"@zh , "Baotou"@en .'
    assert list(labels.check(corpus(sound))) == []
    assert [one.code for one in labels.check(corpus(sound + ' ex:a rdfs:label "包头"@zh .'))] == ["label-zh"]


def test_what_has_no_type_here_is_not_asked(corpus: Callable[[str], Corpus]) -> None:
    """A file may add a triple to a thing that is described elsewhere."""
    assert list(labels.check(corpus("ex:a qkg:period ex:b ."))) == []
