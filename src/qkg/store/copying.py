"""A generation read into memory: the same quads without a disk below, for readers that are forked from here.

The engine on disk has threads of its own, and a process with threads must not fork; so a child opens the
checkpoint, writes its quads into a pipe and ends, and this process reads them.
"""

import json
import os
from typing import IO, Final

import pyoxigraph as ox

from qkg.errors import StoreDamaged

LINES: Final = ox.RdfFormat.N_QUADS


def in_memory(database: str, quads: int) -> ox.Store:
    """The checkpoint as an engine in memory; StoreDamaged when not every quad has come over."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _end_with(writing, database)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        engine = _filled(pipe)
    _, status = os.waitpid(child, 0)
    if status or len(engine) != quads:
        raise StoreDamaged(f"the copy in memory holds {len(engine):,} of {quads:,} quads")
    return engine


def _filled(pipe: IO[bytes]) -> ox.Store:
    engine = ox.Store()
    names = json.loads(pipe.readline() or b"[]")
    engine.bulk_load(pipe, LINES)
    for name in names:
        engine.add_graph(ox.NamedNode(name))
    return engine


def _end_with(writing: int, database: str) -> None:
    """In the child: the graphs' names in a line, so that empty ones are known too; then all quads."""
    code = 1
    try:
        engine = ox.Store.read_only(database)
        with os.fdopen(writing, "wb") as pipe:
            names = [one.value for one in engine.named_graphs() if isinstance(one, ox.NamedNode)]
            pipe.write(json.dumps(names).encode() + b"\n")
            engine.dump(pipe, LINES)
        code = 0
    finally:
        os._exit(code)
