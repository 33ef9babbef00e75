"""The columns of an answer as a reader wants them: an IRI stands behind its label, not beside it.

The packaged questions name their columns by one habit: ``place``, ``placeEn`` and ``placeIri`` are one thing
in two languages and its IRI. Must not know how a table is drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from qkg.sparql.table import Table
from qkg.terms import Term, short

IRI: Final = "Iri"
ENGLISH: Final = "En"
LABEL: Final = "Label"


@dataclass(frozen=True)
class Cell:
    """What a cell says, in which language, whether it is a number, and the thing behind it."""

    text: str
    language: str = ""
    thing: NamedNode | None = None
    number: bool = False


@dataclass(frozen=True)
class Column:
    """A column for a reader and the answer's columns that make it; empty where there is none."""

    name: str
    zh: str = ""
    en: str = ""
    iri: str = ""


def columns(names: Sequence[str]) -> list[Column]:
    """The columns in the order of the answer."""
    labels = {name for name in names if _repeated(name, names)}
    names = [name for name in names if not _repeated(name, names)]
    stems = {name: _stem(name, names) for name in names}
    found: dict[str, dict[str, str]] = {}
    for name in names:
        part = found.setdefault(stems[name], {})
        part["iri" if name.endswith(IRI) else "en" if name.endswith(ENGLISH) else "zh"] = name
        if (label := stems[name] + LABEL) in labels:
            part["zh"] = label
    return [Column(stem, **parts) for stem, parts in found.items()]


def _repeated(name: str, names: Sequence[str]) -> bool:
    """``hedgeLabel`` beside ``hedge`` and ``hedgeEn``: it says in Chinese what the latter says in English."""
    stem = name.removesuffix(LABEL)
    return stem != name and stem in names and stem + ENGLISH in names


def _stem(name: str, names: Sequence[str]) -> str:
    for end in (IRI, ENGLISH):
        stem = name.removesuffix(end)
        if stem != name and (stem in names or end == IRI):
            return stem
    return name


def cells(table: Table, language: str) -> tuple[list[Column], list[list[Cell]]]:
    """Columns, and rows of cells in a reader's language."""
    made = columns(table.columns)
    at = {name: index for index, name in enumerate(table.columns)}
    return made, [[_cell(row, one, at, language) for one in made] for row in table.rows]


def _cell(row: Sequence[Term | None], column: Column, at: dict[str, int], language: str) -> Cell:
    def value(name: str) -> Term | None:
        return row[at[name]] if name else None

    thing = value(column.iri)
    order = (column.en, column.zh) if language == "en" else (column.zh, column.en)
    said = next((term for name in order if (term := value(name)) is not None), thing)
    behind = thing if isinstance(thing, NamedNode) else said if isinstance(said, NamedNode) else None
    if isinstance(said, Literal):
        numeric = said.datatype.value.rpartition("#")[2] in ("integer", "decimal", "double")
        return Cell(said.value, said.language or "", behind, numeric)
    return Cell(short(said), "", behind)
