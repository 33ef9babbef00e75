"""Whether an answer is the expected one: rows as multisets up to blank nodes, graphs up to isomorphism."""

from collections import Counter
from decimal import Decimal

import pyoxigraph as ox

XSD = "http://www.w3.org/2001/XMLSchema#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
NUMBERS = ("integer", "decimal")
FLOATS = ("double", "float")
Row = tuple


def same_rows(found: list[Row], wanted: list[Row], ordered: bool, lax: bool = False) -> bool:
    """Rows are tuples of terms or None in the same order of columns."""
    found, wanted = [tuple(map(plain, row)) for row in found], [tuple(map(plain, row)) for row in wanted]
    if lax:
        found, wanted = list(set(found)), list(set(wanted))
    if len(found) != len(wanted):
        return False
    return _matched(found, wanted, {}, ordered)


def plain(term):  # noqa: ANN001, ANN201 - any term to something comparable
    """A term as a value: numbers by value, language tags without case."""
    if isinstance(term, ox.Triple):
        return ("triple", plain(term.subject), plain(term.predicate), plain(term.object))
    if isinstance(term, ox.Literal):
        name = term.datatype.value.removeprefix(XSD)
        if name in NUMBERS:
            return (name, Decimal(term.value))
        if name == "boolean":
            return (name, term.value in ("true", "1"))
        if name in FLOATS:
            return (name, str(float(term.value)))
        return (term.datatype.value, (term.language or "").lower(), str(term.direction), term.value)
    return term


def _matched(found: list[Row], wanted: list[Row], known: dict, ordered: bool) -> bool:
    if not has_blank(wanted) and not has_blank(found):
        return found == wanted if ordered else Counter(found) == Counter(wanted)
    if not wanted:
        return True
    candidates = range(1) if ordered else range(len(found))
    for index in candidates:
        mapping = _unify(found[index], wanted[0], dict(known))
        if mapping is not None and _matched(found[:index] + found[index + 1 :], wanted[1:], mapping, ordered):
            return True
    return False


def has_blank(rows: list[Row]) -> bool:
    """Whether a blank node stands anywhere in the rows."""
    return any(
        isinstance(cell, ox.BlankNode) or (isinstance(cell, tuple) and has_blank([cell]))
        for row in rows
        for cell in row
    )


def _unify(found: Row, wanted: Row, known: dict) -> dict | None:
    if len(found) != len(wanted):
        return None
    for one, other in zip(found, wanted, strict=True):
        if isinstance(one, ox.BlankNode) and isinstance(other, ox.BlankNode):
            back = {value: key for key, value in known.items()}
            if known.setdefault(one, other) != other or back.get(other, one) != one:
                return None
        elif isinstance(one, tuple) and isinstance(other, tuple) and has_blank([one]):
            if _unify(one, other, known) is None:
                return None
        elif one != other:
            return None
    return known


def canonical(quads) -> set[ox.Quad]:  # noqa: ANN001 - any iterable of quads
    """A dataset in its canonical form, with literals as an engine keeps them."""
    store = ox.Store()
    store.extend(quads)
    dataset = ox.Dataset(store)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


def result_set(triples: ox.Store) -> tuple[list[str], list[Row], bool] | bool:
    """A result written as an RDF graph (the vocabulary of result-set#): columns, rows, whether in order."""

    def objects(node, name):  # noqa: ANN001, ANN202
        return [quad.object for quad in triples.quads_for_pattern(node, ox.NamedNode(RS + name), None)]

    if verdict := objects(None, "boolean"):
        return verdict[0].value == "true"
    columns = [one.value for one in objects(None, "resultVariable")]
    solutions = objects(None, "solution")
    indexed = {node: int(objects(node, "index")[0].value) for node in solutions if objects(node, "index")}
    rows = []
    for node in sorted(solutions, key=lambda one: indexed.get(one, 0)):
        cells = {
            objects(one, "variable")[0].value: objects(one, "value")[0] for one in objects(node, "binding")
        }
        rows.append(tuple(cells.get(name) for name in columns))
    return columns, rows, bool(indexed)
