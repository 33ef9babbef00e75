"""The W3C manifests read into plain values: which tests there are, and what each needs."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pyoxigraph as ox

BASE = "https://w3c.github.io/rdf-tests/sparql/"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
HT = "http://www.w3.org/2011/http#"
CNT = "http://www.w3.org/2011/content#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
Node = ox.NamedNode | ox.BlankNode
FIRST, REST = ox.NamedNode(RDF + "first"), ox.NamedNode(RDF + "rest")


def root() -> Path | None:
    """The folder of the suites: from the environment, or beside the checkout."""
    named = os.environ.get("QKG_W3C_DIR")
    beside = Path(__file__).parents[2].parent / "shared" / "w3c"
    found = (Path(named) if named else beside) / "sparql"
    return found if found.is_dir() else None


def path_of(iri: str) -> Path:
    """The file of an IRI of the suites."""
    folder = root()
    assert folder is not None
    return folder / iri.removeprefix(BASE)


@dataclass(frozen=True)
class Entry:
    """One entry of a manifest, with the graph that describes it."""

    iri: str
    kind: str
    name: str
    node: Node
    store: ox.Store = field(repr=False, compare=False)

    def value(
        self, predicate: str, node: Node | None = None
    ) -> ox.NamedNode | ox.BlankNode | ox.Literal | None:
        """One object."""
        return next(iter(self.values(predicate, node)), None)

    def values(
        self, predicate: str, node: Node | None = None
    ) -> list[ox.NamedNode | ox.BlankNode | ox.Literal]:
        """All objects, members of lists one by one."""
        quads = self.store.quads_for_pattern(node or self.node, ox.NamedNode(predicate), None)
        return [member for quad in quads for member in members(self.store, quad.object)]

    def text(self, predicate: str, node: Node | None = None) -> str:
        """One object as text, empty when there is none."""
        found = self.value(predicate, node)
        return found.value if found is not None else ""


def members(store: ox.Store, node):  # noqa: ANN001, ANN201 - any term, or the members of a list
    """The members of a list, or the node itself."""
    firsts = list(store.quads_for_pattern(node, FIRST, None)) if not isinstance(node, ox.Literal) else []
    if not firsts:
        return [node] if not (isinstance(node, ox.NamedNode) and node.value == RDF + "nil") else []
    rest = next(iter(store.quads_for_pattern(node, REST, None))).object
    return [firsts[0].object, *members(store, rest)]


@cache
def read(name: str) -> tuple[Entry, ...]:
    """The tests of a manifest and of those it includes, in order; none when the suites are not at hand."""
    return tuple(_read(BASE + name)) if root() else ()


def _read(iri: str) -> Iterator[Entry]:
    store = ox.Store()
    store.load(path_of(iri).read_bytes(), ox.RdfFormat.TURTLE, base_iri=iri)
    for include in _objects(store, MF + "include"):
        yield from _read(include.value)
    for entry in _objects(store, MF + "entries"):
        test = Entry(entry.value, "", "", entry, store)
        kind = test.text(RDF + "type").rpartition("#")[2]
        yield Entry(entry.value, kind, test.text(MF + "name"), entry, store)


def _objects(store: ox.Store, predicate: str):  # noqa: ANN202 - terms
    for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None):
        yield from members(store, quad.object)


@cache
def exceptions() -> dict[str, str]:
    """The tests that are known to fail: IRI and reason."""
    lines = (Path(__file__).parent / "exceptions.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines if line and not line.startswith("#"))
