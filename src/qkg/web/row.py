"""What the Reconciliation API sends and gets, as values: queries, extensions, property values.

Types and properties are named as in our addresses (``Agency``, ``schema:Person``, an IRI); things by what
follows ``id/`` in their IRI.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final, Literal

import pyoxigraph as ox
from pydantic import BaseModel, ConfigDict, Field

from qkg.errors import BadParameter
from qkg.namespaces import PREFIXES, THING
from qkg.search import kinds
from qkg.search.reconciliation import Constraint, Row, id_of, iri_of
from qkg.search.values import Value

USUAL: Final = 5
MOST: Final = 50
"""Candidates for one query."""
XSD: Final = PREFIXES["xsd"]
INTEGERS: Final = frozenset(XSD + name for name in ("integer", "int", "long", "nonNegativeInteger"))
NUMBERS: Final = frozenset(XSD + name for name in ("decimal", "double", "float"))


class Entity(BaseModel):
    """A thing as a value."""

    id: str
    name: str = ""


Scalar = str | bool | int | float | Entity


class Property(BaseModel):
    """A property with the value or values that the thing should have."""

    pid: str
    v: Scalar | list[Scalar]


class Given(BaseModel):
    """One query of a batch (§4.1)."""

    model_config = ConfigDict(extra="forbid")

    query: str = ""
    type: str | list[str] = Field(default_factory=list)
    limit: float = USUAL
    properties: list[Property] = Field(default_factory=list)
    type_strict: Literal["any", "should", "all"] = "any"


class Wanted(BaseModel):
    """A property to fetch, with its settings."""

    id: str
    settings: dict[str, Any] = Field(default_factory=dict)


class Extension(BaseModel):
    """A data extension query (§7.4)."""

    ids: list[str]
    properties: list[Wanted]


def row_of(given: Given) -> Row:
    """The row that a query describes; BadParameter when it has neither name nor properties."""
    if not given.query.strip() and not given.properties:
        raise BadParameter("a query has query= or properties=, or both")
    named = [given.type] if isinstance(given.type, str) else given.type
    limit = int(given.limit) if 1 <= given.limit <= MOST else MOST if given.limit > MOST else USUAL
    constraints = tuple(Constraint(property_iri(one.pid), _terms(one.v)) for one in given.properties)
    return Row(given.query.strip(), tuple(kinds.iri(one) for one in named if one), constraints, limit)


def property_iri(id: str) -> str:
    """The IRI of a property by its identifier; BadParameter when it is none."""
    return checked(kinds.iri(id), id)


def checked(iri: str, id: str) -> str:
    """The IRI, when it is one."""
    try:
        return ox.NamedNode(iri).value
    except ValueError as error:
        raise BadParameter(f"{id[:100]!r} is no identifier of this service") from error


def _terms(given: Scalar | list[Scalar]) -> tuple[ox.NamedNode | ox.Literal, ...]:
    return tuple(_term(one) for one in (given if isinstance(given, list) else [given]))


def _term(one: Scalar) -> ox.NamedNode | ox.Literal:
    if isinstance(one, Entity):
        return ox.NamedNode(checked(iri_of(one.id), one.id))
    if isinstance(one, bool):
        return ox.Literal(str(one).lower())
    return ox.Literal(str(one))


def shown(found: Sequence[Value], settings: dict[str, Any], language: str) -> list[dict[str, Any]]:
    """The values of a cell (§7.5), in the reader's language where they have one; ``limit`` is a setting."""
    limit = settings.get("limit")
    cells = [_cell(one, language) for one in _spoken(found, language)]
    return cells[: int(limit)] if isinstance(limit, int | float) and limit >= 1 else cells


def _spoken(found: Sequence[Value], language: str) -> Sequence[Value]:
    """Texts of other languages are left out where there is one in the reader's."""
    spoken = [one for one in found if isinstance(one.term, ox.Literal) and one.term.language]
    mine = [one for one in spoken if isinstance(one.term, ox.Literal) and one.term.language == language]
    return [one for one in found if not (mine and one in spoken and one not in mine)]


def _cell(value: Value, language: str) -> dict[str, Any]:
    term = value.term
    if isinstance(term, ox.Literal):
        return _literal(term)
    if not isinstance(term, ox.NamedNode):
        return {"str": str(term)}
    name = value.names.get(language) or next(iter(value.names.values()), "")
    if term.value.startswith(THING):
        return {"id": id_of(term.value), "name": name or id_of(term.value)}
    return {"str": name or term.value}


def _literal(term: ox.Literal) -> dict[str, Any]:
    kind = term.datatype.value
    try:
        if kind in INTEGERS:
            return {"int": int(term.value)}
        if kind in NUMBERS:
            return {"float": float(term.value)}
        if kind == XSD + "date":
            return {"date": f"{date.fromisoformat(term.value).isoformat()}T00:00:00"}
        if kind == XSD + "dateTime":
            return {"date": datetime.fromisoformat(term.value).isoformat(timespec="seconds")}
    except ValueError:
        pass
    return {"str": term.value}
