"""The packaged questions as SHACL executables: whole, bilingual, and answering as their files do."""

from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from qkg.dataset.assets import Assets
from qkg.namespaces import PREFIXES
from qkg.sparql.examples import body, examples, form_of
from qkg.sparql.question import read_all

QUESTIONS = read_all(Assets(Path(__file__).parents[2]).queries)
BASE = "https://example.org/d"
EDITOR = """
SELECT DISTINCT ?sq ?comment ?query WHERE {
  ?sq a sh:SPARQLExecutable ; rdfs:comment ?comment ; sh:select|sh:ask|sh:construct|sh:describe ?query .
  FILTER(LANG(?comment) = "en")
} ORDER BY ?sq"""
"""What the SIB editor asks an endpoint for its examples."""


@pytest.fixture(scope="module")
def engine() -> ox.Store:
    """A store with the examples alone."""
    made = ox.Store()
    made.extend(ox.Quad(one.subject, one.predicate, one.object) for one in examples(QUESTIONS, BASE))
    return made


def rows(engine: ox.Store, query: str) -> list[Any]:
    """The solutions."""
    return list(engine.query(query, prefixes=dict(PREFIXES)))  # type: ignore[arg-type]


def test_an_editor_finds_all_questions(engine: ox.Store) -> None:
    """Thirty in order, each with its title and the query of its file without the header."""
    found = rows(engine, EDITOR)
    assert [row["sq"].value for row in found] == [f"{BASE}#{one.id}" for one in QUESTIONS]
    assert len(found) == 30
    for row, question in zip(found, QUESTIONS, strict=True):
        assert row["comment"].value.startswith(question.titles["en"])
        assert row["query"].value in question.text
        assert not row["query"].value.startswith("#")
        ox.Store().query(row["query"].value)


def test_both_languages(engine: ox.Store) -> None:
    """Label and comment in Chinese and in English, and never in nothing."""
    query = """SELECT ?l (COUNT(*) AS ?n) { ?q a sh:SPARQLExecutable ; rdfs:label ?label ; rdfs:comment ?text
        FILTER(LANG(?label) = LANG(?text)) BIND(LANG(?text) AS ?l) } GROUP BY ?l ORDER BY ?l"""
    assert [(row["l"].value, int(row["n"].value)) for row in rows(engine, query)] == [("en", 30), ("zh", 30)]


def test_the_prefixes_are_declared(engine: ox.Store) -> None:
    """Each executable points at all prefixes of the program, as SHACL declares them."""
    query = "SELECT DISTINCT ?p ?n { ?q sh:prefixes/sh:declare [ sh:prefix ?p ; sh:namespace ?n ] }"
    assert {row["p"].value: row["n"].value for row in rows(engine, query)} == dict(PREFIXES)


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("PREFIX select: <urn:construct> ASK {}", "ASK"),
        ("BASE <urn:select>\nconstruct { ?s ?p 'select' } {}", "CONSTRUCT"),
        ("describe <urn:x>", "DESCRIBE"),
    ],
)
def test_the_form_is_the_first_keyword(query: str, form: str) -> None:
    """Names and IRIs are no keywords."""
    assert form_of(query) == form


def test_the_body_begins_after_the_header() -> None:
    """Comments at the start go, later ones stay."""
    assert body("# id: x\n\n# persona: y\nSELECT *\n# here\n{}") == "SELECT *\n# here\n{}\n"
