"""The writer: the one process that changes a store, one write at a time.

It works in ``live/``, which is thrown away and made again from the newest generation whenever it may hold
anything that was not committed: at the start, and after a write that failed. The generations are the truth;
a write is committed by the rename that puts its generation in place, and answered after that.
"""

import errno
import fcntl
import importlib
import math
import socket
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import IO, Any, Final

import pyoxigraph as ox

from qkg.errors import OutOfMemory, QkgError, QueryTimeout, Refused, StoreDamaged, StoreFull, StoreLocked
from qkg.store import applying, generations, wire
from qkg.store.comparison import changed
from qkg.store.confinement import limit_memory, on_deep_stack
from qkg.store.contract import Generation, GraphWrite, Key, Update
from qkg.store.duplicates import beside, refuse_duplicates
from qkg.store.evaluation import present
from qkg.store.governed import governed
from qkg.store.inference import INFERRED, infer_again
from qkg.store.notation import quads_of
from qkg.store.reader import receive
from qkg.store.survey import DESCRIPTION, describe, forget

LIVE: Final = "live"
LOCK: Final = "writer.lock"
SHOWN: Final = 3
"""So many graphs are named when their content is refused."""
LATE: Final = "the load took longer than it may; nothing of it was kept"
NO_ROOM: Final = ("No space left", "File too large", "Disk quota exceeded")

Validator = Callable[[Callable[[list[str] | None], bytes], list[str]], str]
"""Takes a function giving graphs as N-Quads (None: all), and the changed governed ones; a report, or ''."""
Describer = Callable[[], Iterable[ox.Triple]]
"""What the description of the store says beside its counts."""


def run(channel: socket.socket, options: Mapping[str, Any]) -> None:
    """Take the lock, make ``live/``, and write until the channel closes."""

    def work() -> None:
        try:
            writer = Writer(Path(options["folder"]), options)
        except Exception as error:
            channel.sendall(wire.frame(wire.ERROR, wire.of_error(translated(error))))
            return
        limit_memory(options["memory"])
        writer.serve(channel)

    on_deep_stack(work)


Files = Sequence[tuple[str, str, str | None]]
"""Path, name of the format, graph (None: as the file says)."""


class Writer:
    """The open store and its rules."""

    def __init__(self, folder: Path, options: Mapping[str, Any]) -> None:
        self._folder, self._rules = folder, options["rules"]
        self._unique, self._validator = options["unique"], options["validator"]
        self._describer = options["describer"]
        self.until = math.inf
        """After this moment nothing is committed any more."""
        self._lock = lock(folder)
        generations.sweep(folder)
        self._newest = generations.newest(folder)
        self._engine = self._fresh()

    def serve(self, channel: socket.socket) -> None:
        """The loop; every job is answered by END with what was committed, or by ERROR."""
        channel.sendall(wire.frame(wire.READY))
        while (content := receive(channel)) is not None:
            try:
                reply = wire.frame(wire.END, self._perform(*wire.of_job(content)))
            except Exception as error:
                reply = wire.frame(wire.ERROR, wire.of_error(translated(error)))
            channel.sendall(reply)

    def load(self, files: Files) -> tuple[int, Generation]:
        """Load files: quads added, those that describe the store not counted; the newest generation."""
        before = self._size()
        self._perform("load", {"files": files})
        return self._size() - before, self._newest.generation

    def update(self, made: Callable[[ox.Store], str]) -> tuple[bool, Generation]:
        """Apply the update that is made from the state as it is, if any; whether it changed anything."""
        before = self._newest.generation
        text = made(self._engine)
        if text:
            self._perform("update", {"text": text, "prefixes": {}, "source": "update"})
        return self._newest.generation != before, self._newest.generation

    def _size(self) -> int:
        described = self._engine.quads_for_pattern(None, None, None, DESCRIPTION)
        return self._newest.quads - sum(1 for _ in described)

    def _perform(self, name: str, fields: dict[str, Any]) -> bytes:
        key = Key(*named) if (named := fields.pop("key", None)) else None
        if key and (before := generations.made_by(self._folder, key)):
            return _reply(before.generation, before.created)
        self._ensure()
        try:
            effect = _APPLY[name](self._engine, fields)
            graphs = self._changed(effect)
            if graphs:
                self._commit(graphs, (key, effect.created))
        except BaseException:
            self._engine = None
            raise
        return _reply(self._newest.generation, effect.created)

    def _ensure(self) -> None:
        """An engine that holds the newest generation and nothing else."""
        if self._engine is None:
            self._engine = self._fresh()

    def _fresh(self) -> Any:
        live = self._folder / LIVE
        generations.clone(self._newest.database, live)
        return ox.Store(str(live))

    def _changed(self, effect: applying.Effect) -> list[str]:
        """The graphs that are not as they were ("" for the default one); after a load those it went to."""
        counted = len(self._engine) != self._newest.quads
        if effect.additions:
            return present(self._engine, effect.graphs) or [""] if counted else []
        if counted and not (self._unique or self._validator):
            return [""]
        return [name or "" for name in changed(self._engine, self._newest, effect.graphs)]

    def _commit(self, graphs: list[str], said: generations.Said) -> None:
        if self._describer:
            forget(self._engine)
        if self._rules:
            self._engine.remove_graph(INFERRED)
        with beside(self._engine, graphs) if self._unique else nullcontext():
            self._derive()
        if self._validator:
            self._validate(graphs)
        if time.monotonic() > self.until:
            raise QueryTimeout(LATE)
        number = self._newest.generation.number + 1
        prepared = generations.unfinished(self._folder, number)
        self._engine.backup(str(prepared / generations.DATABASE))
        self._newest = generations.commit(self._folder, prepared, number, len(self._engine), said)

    def _derive(self) -> None:
        """What follows from all that was written: inferences, then the description, which counts them too.

        Meanwhile the written graphs are held against each other; inference never repeats a triple, and the
        description is small enough to be looked up.
        """
        infer_again(self._engine, self._rules)
        if self._describer:
            describer: Describer = _named(self._describer)
            describe(self._engine, describer())
            if self._unique:
                refuse_duplicates(self._engine, [DESCRIPTION.value])

    def _validate(self, graphs: list[str]) -> None:
        names = governed(self._engine, graphs)
        check: Validator = _named(self._validator)
        report = check(self._dump, names) if names else ""
        if report:
            listed = ", ".join(f"<{name}>" for name in names[:SHOWN]) + (" …" if len(names) > SHOWN else "")
            raise Refused(f"the shapes refuse the new content of {listed}", report)

    def _dump(self, graphs: list[str] | None) -> bytes:
        quads = self._engine if graphs is None else quads_of(self._engine, graphs)
        return ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""


def _reply(generation: Generation, created: bool) -> bytes:
    return wire.of_values({"generation": wire.of_generation(generation), "created": created})


def _named(name: str) -> Any:
    """The function of that ``module:function``."""
    module, _, function = name.partition(":")
    return getattr(importlib.import_module(module), function)


def _update(engine: ox.Store, fields: dict[str, Any]) -> applying.Effect:
    return applying.update(engine, Update(**fields))


def _write(engine: ox.Store, fields: dict[str, Any]) -> applying.Effect:
    bodies = [(path, wire.to_format(name)) for path, name in fields.pop("bodies")]
    return applying.write(engine, GraphWrite(bodies=bodies, **fields))


def _load(engine: ox.Store, fields: dict[str, Any]) -> applying.Effect:
    return applying.load(
        engine, [(path, wire.to_format(name), graph) for path, name, graph in fields["files"]]
    )


_APPLY: Final = {"update": _update, "write": _write, "load": _load}


def lock(folder: Path) -> IO[bytes]:
    """Hold the folder for writing; StoreLocked when another program does."""
    try:
        file = (folder / LOCK).open("ab")
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise StoreLocked(f"another program writes to the store in {folder}") from error
    return file


def translated(error: Exception) -> QkgError:
    """Whatever a write raises, as one of ours."""
    if isinstance(error, QkgError):
        return error
    if isinstance(error, MemoryError):
        return OutOfMemory("the write needs more memory than it may have")
    if _no_room(error):
        return StoreFull("the disk of the store is full; nothing was changed")
    if isinstance(error, OSError):
        return StoreDamaged(f"the store cannot be written: {error}")
    return QkgError(f"the write failed: {type(error).__name__}: {error}")


def _no_room(error: Exception) -> bool:
    code = error.errno if isinstance(error, OSError) else None
    return code in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) or any(one in str(error) for one in NO_ROOM)
