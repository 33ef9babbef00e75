"""What a write changed, found by comparing the state before with the one after, graph by graph.

The engine does not say. Graphs are compared as the engine writes them, which is in the same order each time.
"""

import hashlib
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from qkg.store.evaluation import graph_name, has
from qkg.store.generations import Checkpoint


def changed(engine: ox.Store, before: Checkpoint, among: Iterable[str] | None) -> set[str | None]:
    """The graphs that are not as they were, looking at these (None: at all) and the default one (None)."""
    old = ox.Store.read_only(str(before.database))
    names = _names(engine) | _names(old) if among is None else {name for name in among if _is_iri(name)}
    return {name for name in (None, *sorted(names)) if _differs(engine, old, name)}


def _names(engine: ox.Store) -> set[str]:
    return {one.value for one in engine.named_graphs() if isinstance(one, ox.NamedNode)}


def _is_iri(name: str) -> bool:
    try:
        ox.NamedNode(name)
    except ValueError:
        return False
    return True


def _differs(engine: ox.Store, old: ox.Store, name: str | None) -> bool:
    now, then = has(engine, name), has(old, name)
    return now != then or (now and _digest(engine, name) != _digest(old, name))


class _Digest:
    """A sink that keeps a digest of what is written to it."""

    def __init__(self) -> None:
        self.hash = hashlib.blake2b()

    def write(self, block: bytes) -> int:
        """Take a block from the engine."""
        self.hash.update(block)
        return len(block)

    def flush(self) -> None:
        """Nothing waits."""


def _digest(engine: ox.Store, name: str | None) -> bytes:
    sink: Any = _Digest()
    engine.dump(sink, ox.RdfFormat.N_TRIPLES, from_graph=graph_name(name))
    digest: bytes = sink.hash.digest()
    return digest
