"""What the index holds of one thing: its texts by field, its kinds, and how much it stands for itself.

Read from the answers that ``gathering`` left in a folder. Must not know the index.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from qkg.namespaces import ONTOLOGY, PREFIXES, THING
from qkg.search.folding import clean, language
from qkg.search.gathering import LABEL, QUOTE, answer_file

OWL: Final = PREFIXES["owl"]
APPARATUS: Final = frozenset(
    ONTOLOGY + name
    for name in (
        *("Evidence", "Statement", "IdentifierMapping", "TextVersion", "TextCleaning", "Extraction"),
        *("ArticleGraph", "MappingGraph"),
    )
) | {
    PREFIXES["qb"] + "ComponentSpecification",
    PREFIXES["qb"] + "DataStructureDefinition",
    PREFIXES["time"] + "Instant",
}
"""Kinds that serve other things; among equals they come last."""
CONCEPTS: Final = frozenset(PREFIXES["skos"] + name for name in ("Concept", "ConceptScheme"))


@dataclass(frozen=True)
class Said:
    """One text of a thing."""

    field: str
    language: str
    text: str


@dataclass
class Document:
    """One thing: ``kind`` is the narrowest of its kinds; a lower ``standing`` comes first among equals."""

    iri: str
    kind: str = ""
    kinds: frozenset[str] = frozenset()
    standing: int = 0
    said: list[Said] = field(default_factory=list)

    def label(self, wanted: str) -> str:
        """Its name in a language, or nothing."""
        return next((one.text for one in self.said if one.field == LABEL and one.language == wanted), "")


def read(folder: Path) -> list[Document]:
    """The documents of all things that have a name, in the order of their IRIs."""
    found: dict[str, Document] = {}
    for thing, said in _texts(folder):
        found.setdefault(thing, Document(thing)).said.append(said)
    wider = _pairs(folder, "wider", "kind", "wider")
    kinds = _pairs(folder, "kinds", "thing", "kind")
    named = [
        one for iri, one in sorted(found.items()) if iri in kinds or any(_is_name(said) for said in one.said)
    ]
    for document in named:
        _classify(document, kinds.get(document.iri, set()), wider)
        document.said.sort(key=lambda one: (one.field, one.language, one.text))
    return named


def _is_name(said: Said) -> bool:
    return said.field == LABEL


def _classify(document: Document, kinds: Iterable[str], wider: Mapping[str, set[str]]) -> None:
    stated = set(kinds)
    document.kinds = frozenset(stated.union(*(wider.get(kind, ()) for kind in stated)))
    document.kind = narrowest(stated, wider)
    document.standing = _standing(document)


def narrowest(kinds: Iterable[str], wider: Mapping[str, set[str]]) -> str:
    """The one kind to show: below the others; ours before borrowed ones, those before OWL's; '' for none."""
    stated = set(kinds)
    above = set().union(*(wider.get(kind, set()) - {kind} for kind in stated))
    left = (stated - above) or stated
    ranked = sorted(left, key=lambda kind: (not kind.startswith(ONTOLOGY), kind.startswith(OWL), kind))
    return ranked[0] if ranked else ""


def _standing(document: Document) -> int:
    if not document.iri.startswith(THING):
        return 2
    if document.kinds & APPARATUS:
        return 3
    return 1 if document.kinds & CONCEPTS else 0


def _texts(folder: Path) -> Iterator[tuple[str, Said]]:
    for row in _rows(folder, "texts"):
        if said := _said(row["field"], row["text"]):
            yield row["thing"].value, said
    for row in _rows(folder, "quotes"):
        if said := _said(ox.Literal(QUOTE), row["text"]):
            yield row["thing"].value, said


def _said(field: ox.Literal, text: object) -> Said | None:
    if not isinstance(text, ox.Literal):
        return None
    return Said(field.value, language(text.value, text.language or ""), clean(text.value))


def _pairs(folder: Path, name: str, key: str, value: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in _rows(folder, name):
        found[row[key].value].add(row[value].value)
    return found


def _rows(folder: Path, name: str) -> ox.QuerySolutions:
    found = ox.parse_query_results(path=answer_file(folder, name), format=ox.QueryResultsFormat.JSON)
    if isinstance(found, ox.QueryBoolean):
        raise TypeError("the answer to a SELECT query is wanted here")
    return found
