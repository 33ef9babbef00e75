"""The places of subjects, triples, names, tags and blank nodes in a Turtle text."""

import pytest

from qkg.check.layout import BLANK, CLASS, DATATYPE, OBJECT, PREDICATE, PREFIX, SUBJECT, TYPE, lay_out

TEXT = """\
@prefix x: <http://x/> . # a comment; x:no
PREFIX y: <http://y/>
x:a a x:Class ;
    x:p x:b ,
        <http://x/c> ;
    y:q "text; x:not . here"@zh , 4.5 , "7"^^x:type .

x:d x:p [ x:q x:e ] , ( x:f ) .
x:g x:p x:h.
"""


def test_subjects_pairs_and_triples_have_places() -> None:
    """Lines and columns count from one; a triple with an IRI has a place of its own."""
    places = lay_out(TEXT).places
    assert places["http://x/a",] == (3, 1)
    assert places["http://x/a", "http://x/p"] == (4, 5)
    assert places["http://x/a", "http://x/p", "http://x/c"] == (5, 9)
    assert places["http://x/a", "http://y/q"] == (6, 5)
    assert places["http://x/a", TYPE, "http://x/Class"] == (3, 7)


def test_a_full_stop_ends_a_name() -> None:
    """``x:h.`` is a name and a full stop."""
    assert lay_out(TEXT).places["http://x/g", "http://x/p", "http://x/h"] == (9, 9)


def test_names_in_comments_and_strings_are_no_mentions() -> None:
    """Only what the grammar sees counts."""
    assert not {"http://x/no", "http://x/not"} & {one.iri for one in lay_out(TEXT).mentions}


@pytest.mark.parametrize(
    ("iri", "role"),
    [
        ("http://x/", PREFIX),
        ("http://x/a", SUBJECT),
        ("http://x/p", PREDICATE),
        ("http://x/Class", CLASS),
        ("http://x/b", OBJECT),
        ("http://x/type", DATATYPE),
        ("http://x/f", OBJECT),
    ],
)
def test_a_mention_knows_its_role(iri: str, role: str) -> None:
    """The first mention of each."""
    assert next(one.role for one in lay_out(TEXT).mentions if one.iri == iri) == role


def test_blank_nodes_and_language_tags_have_places() -> None:
    """Brackets of both kinds, and ``@zh`` but not ``@prefix``."""
    layout = lay_out(TEXT)
    assert layout.blanks == [("http://x/d", (8, 9)), ("http://x/d", (8, 23))]
    assert layout.tags == [("zh", "http://x/a", (6, 29))]
    assert layout.places[BLANK, "http://x/q", "http://x/e"] == (8, 15)


def test_a_blank_subject_does_not_hide_what_follows() -> None:
    """After ``[] …`` the next statement is read as usual."""
    text = "@prefix x: <http://x/> .\n[] x:p ( x:a x:b ) .\nx:c x:p x:d ."
    assert lay_out(text).places["http://x/c", "http://x/p"] == (3, 5)


def test_trig_blocks_are_followed() -> None:
    """A graph's name is no obstacle to the subjects in it."""
    assert lay_out("<g:1> { <s:1> <p:1> <o:1> }").places["s:1", "p:1", "o:1"] == (1, 21)


@pytest.mark.parametrize("text", ["", "]", ") . ;", '"open', "@", "x:", "a a a a", "[[[", "@prefix", "^^"])
def test_no_text_is_refused(text: str) -> None:
    """What is no Turtle is passed over."""
    assert lay_out(text).tags == []
