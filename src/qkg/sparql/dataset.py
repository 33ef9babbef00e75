"""The dataset of the protocol written into an update: USING and USING NAMED (SPARQL 1.1 Protocol §2.2.3).

The engines have no such parameter for updates, so the clauses go into the text, before each WHERE.
The IRIs are checked by the engine's own type; nothing else of a request reaches the text.
"""

from collections.abc import Sequence

from pyoxigraph import NamedNode

from qkg.errors import BadParameter, Place, SyntaxProblem
from qkg.sparql.operations import Operation, operations
from qkg.tokens import line_column


def graph_name(iri: str, parameter: str) -> NamedNode:
    """An absolute IRI, else BadParameter that names the parameter."""
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise BadParameter(f"{parameter} is not an absolute IRI: {iri[:200]!r}") from error


def with_dataset(text: str, default: Sequence[str], named: Sequence[str]) -> str:
    """The update with USING clauses; SyntaxProblem when an operation has a dataset of its own."""
    if not default and not named:
        return text
    clauses = [f"USING {graph_name(iri, 'using-graph-uri')}" for iri in default]
    clauses += [f"USING NAMED {graph_name(iri, 'using-named-graph-uri')}" for iri in named]
    clause = " ".join(clauses) + " "
    for operation in reversed(operations(text)):
        text = _insert(text, operation, clause)
    return text


def _insert(text: str, operation: Operation, clause: str) -> str:
    if operation.dataset:
        place = Place("update", *line_column(text, operation.start))
        raise SyntaxProblem(
            place, "WITH or USING cannot stand beside using-graph-uri or using-named-graph-uri"
        )
    if operation.kind == "MODIFY" and operation.where:
        return text[: operation.where] + clause + text[operation.where :]
    if operation.kind == "DELETE WHERE" and operation.block[1]:
        pattern = text[slice(*operation.block)]
        return (
            f"{text[: operation.start]}DELETE {pattern} {clause}WHERE {pattern}{text[operation.block[1] :]}"
        )
    return text
