"""An update confined to one graph, for PATCH on a graph (SPARQL 1.1 Graph Store Protocol §5.7).

What could touch or read another graph is refused; the rest is written into the graph: data and DELETE WHERE
go into a GRAPH block, the others get WITH. For the default graph nothing needs to be written.
"""

from typing import Final

from pyoxigraph import NamedNode

from qkg.errors import Place, SyntaxProblem
from qkg.sparql.operations import DATA, Operation, operations
from qkg.sparql.reach import ambiguous, names_a_graph
from qkg.tokens import line_column

OUTER: Final = frozenset({"INSERT", "DELETE", "WHERE"})


def confined(text: str, graph: NamedNode | None) -> str:
    """The update on that graph alone, or SyntaxProblem with the place of the operation that is not."""
    outside = names_a_graph(text) or ambiguous(text)
    for operation in reversed(operations(text)):
        if outside or not _is_plain(operation):
            place = Place("update", *line_column(text, operation.start))
            raise SyntaxProblem(
                place, "an update of one graph may hold INSERT, DELETE and WHERE, and name no graph"
            )
        if graph is not None:
            text = _within(text, operation, graph)
    return text


def _is_plain(operation: Operation) -> bool:
    if operation.kind in DATA:
        return bool(operation.block[1])
    return bool(operation.kind == "MODIFY" and operation.where and OUTER.issuperset(operation.outer))


def _within(text: str, operation: Operation, graph: NamedNode) -> str:
    if operation.kind == "MODIFY":
        return f"{text[: operation.start]}WITH {graph} {text[operation.start :]}"
    opening, closing = operation.block
    block = text[opening:closing]
    return f"{text[:opening]}{{ GRAPH {graph} {block} }}{text[closing:]}"
