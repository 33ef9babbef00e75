"""Small graphs in memory for the checks: a vocabulary, stubs and data as short Turtle texts."""

from collections.abc import Callable
from pathlib import Path

import pytest

from qkg.check.corpus import Corpus
from qkg.check.document import Document, Role, Source
from qkg.check.syntax import document
from qkg.dataset.source import read_quads

Write = Callable[..., Document]

HEAD = """\
@prefix ex: <https://w3id.org/qkg/id/place/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix qkg: <https://w3id.org/qkg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Makes a document of a role from Turtle; known prefixes stand before it."""

    def make(text: str, role: Role | None = Role.DATA, name: str = "data.ttl", **more: object) -> Document:
        path = tmp_path / name
        path.write_text(HEAD + text, encoding="utf-8")
        return document(Source(path, name, role, **more), read_quads(path))  # type: ignore[arg-type]

    return make


@pytest.fixture
def corpus(write: Write) -> Callable[[str], Corpus]:
    """One data file as a corpus, with a class and a property in context."""

    def make(text: str) -> Corpus:
        terms = "qkg:Jurisdiction a owl:Class . qkg:period a owl:ObjectProperty ."
        known = write(terms, Role.VOCABULARY, "qkg.ttl", checked=False)
        return Corpus([known, write(text)])

    return make
