"""Kinds of things by their names, and their labels: from the index, or from here where no data names them."""

import sqlite3
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Final

from qkg.namespaces import ONTOLOGY, PREFIXES
from qkg.terms import curie

UNNAMED: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        PREFIXES["owl"] + "Class": ("类", "class"),
        PREFIXES["owl"] + "ObjectProperty": ("对象属性", "object property"),
        PREFIXES["owl"] + "DatatypeProperty": ("数据属性", "datatype property"),
        PREFIXES["owl"] + "AnnotationProperty": ("注释属性", "annotation property"),
        PREFIXES["owl"] + "Ontology": ("本体", "ontology"),
        PREFIXES["owl"] + "NamedIndividual": ("个体", "individual"),
        PREFIXES["sh"] + "SPARQLExecutable": ("能力问题", "competency question"),
        PREFIXES["rdf"] + "type": ("类型", "type"),
        PREFIXES["rdfs"] + "label": ("名称", "label"),
        PREFIXES["rdfs"] + "comment": ("说明", "comment"),
    }
)
"""What our data borrows without naming it."""


def iri(name: str) -> str:
    """The IRI of a kind as a reader writes it: ``Agency``, ``schema:Person`` or the IRI itself."""
    prefix, colon, local = name.partition(":")
    if colon and prefix in PREFIXES:
        return PREFIXES[prefix] + local
    return name if colon or not name else ONTOLOGY + name


def short(kind: str) -> str:
    """How a kind is written in an address: ``Agency`` for ours, else with its prefix."""
    return kind.removeprefix(ONTOLOGY) if kind.startswith(ONTOLOGY) else curie(kind)


def labels(index: sqlite3.Connection, iris: Collection[str]) -> dict[str, dict[str, str]]:
    """The labels of things by IRI and language; a short name where there is none."""
    marks = ", ".join("?" for _ in iris)
    rows = index.execute(f"SELECT iri, zh, en FROM thing WHERE iri IN ({marks})", list(iris))  # noqa: S608 - marks
    found = {iri: (zh, en) for iri, zh, en in rows}
    shown = {one: found.get(one) or UNNAMED.get(one) or (short(one), short(one)) for one in iris}
    return {one: {"zh": zh or en, "en": en or zh} for one, (zh, en) in shown.items()}
