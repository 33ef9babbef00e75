"""A generation read into memory: the same quads without a disk below, several times as fast to ask.

Quads pass through a file in memory, because the engine reads and writes files by their path without holding
up other threads. Blank nodes get new labels. Must not know who asks.
"""

import json
import os
from typing import Any, Final, NoReturn

import pyoxigraph as ox

from qkg.errors import StoreDamaged
from qkg.store.confinement import NICE, giving_way

LINES: Final = ox.RdfFormat.N_QUADS


def copied(database: str, quads: int) -> ox.Store:
    """The checkpoint as an engine in memory; StoreDamaged when not every quad has come over.

    Nobody waits for it, so it gives way to everything else.
    """
    return giving_way(lambda: _copied(database, quads))


def _copied(database: str, quads: int) -> ox.Store:
    handle = os.memfd_create("quads")
    try:
        engine: Any = ox.Store.read_only(database)
        engine.dump(_path(handle), LINES)
        return _filled(handle, _names(engine), quads)
    finally:
        os.close(handle)


def in_memory(database: str, quads: int) -> ox.Store:
    """The same for a process that will fork.

    The engine on disk has threads of its own, and a process with threads must not fork; so a child opens
    the checkpoint, writes it down and ends.
    """
    handle, names = os.memfd_create("quads"), os.memfd_create("names")
    try:
        child = os.fork()
        if child == 0:
            _end_with(database, handle, names)
        _, status = os.waitpid(child, 0)
        if status:
            raise StoreDamaged("the generation cannot be read into memory")
        listed = os.pread(names, os.fstat(names).st_size, 0)
        return giving_way(lambda: _filled(handle, json.loads(listed), quads))
    finally:
        os.close(handle)
        os.close(names)


def _end_with(database: str, handle: int, names: int) -> NoReturn:
    code = 1
    try:
        os.nice(NICE)
        engine: Any = ox.Store.read_only(database)
        engine.dump(_path(handle), LINES)
        os.write(names, json.dumps(_names(engine)).encode())
        code = 0
    finally:
        os._exit(code)


def _names(engine: ox.Store) -> list[str]:
    """The named graphs, because lines say nothing of empty ones."""
    return [one.value for one in engine.named_graphs() if isinstance(one, ox.NamedNode)]


def _filled(handle: int, names: list[str], quads: int) -> ox.Store:
    engine = ox.Store()
    engine.bulk_load(path=_path(handle), format=LINES)
    for name in names:
        engine.add_graph(ox.NamedNode(name))
    if len(engine) != quads:
        raise StoreDamaged(f"the copy in memory holds {len(engine):,} of {quads:,} quads")
    return engine


def _path(handle: int) -> str:
    return f"/proc/self/fd/{handle}"
