"""Reading the files: each becomes a document, or a finding that says where it breaks.

Must not know formats: the reader is given.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pyoxigraph as ox

from qkg.check.document import GRAPH_CLASSES, Document, Role, Source, role_of, typed
from qkg.check.finding import Finding, Spot, Words
from qkg.errors import SyntaxProblem, UnknownPrefix
from qkg.namespaces import GRAPH

Reader = Callable[[Path], Sequence[ox.Quad]]


def read(sources: Iterable[Source], reader: Reader) -> tuple[list[Document], list[Finding]]:
    """The documents that could be read and the findings for those that could not."""
    documents, findings = [], []
    for source in sources:
        try:
            documents.append(document(source, reader(source.path)))
        except SyntaxProblem as problem:
            findings.append(broken(source, problem))
    return documents, findings


def document(source: Source, quads: Sequence[ox.Quad]) -> Document:
    """A file with its triples; one that nobody has placed is placed by what it holds."""
    role = source.role or role_of(quads)
    text = source.path.read_text(encoding="utf-8")
    graph = source.graph or _graph(source.path, quads, role)
    return Document(source.name, source.path.suffix, text, role, graph, quads, source.checked)


def _graph(path: Path, quads: Sequence[ox.Quad], role: Role) -> str:
    stated = sorted(typed(quads, GRAPH_CLASSES))
    if role is Role.DATA and stated:
        return stated[0]
    slug = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in path.stem.lower())
    return f"{GRAPH}file-{slug}"


def broken(source: Source, problem: SyntaxProblem) -> Finding:
    """The finding for a text that breaks its grammar."""
    code = "undeclared-prefix" if isinstance(problem, UnknownPrefix) else "syntax"
    spot = Spot(source.name, problem.place.line or 1, problem.place.column)
    message = Words(f"语法有误：{problem.reason}", problem.reason)
    return Finding(code, spot, message, Words(problem.hint, problem.hint))
