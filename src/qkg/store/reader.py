"""A reader: one process, one generation, one query at a time. Ends when its front hangs up.

Started by the nursery after a fork. Must not write anywhere but into its channel.
"""

import gc
import socket
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from qkg.store import evaluation, wire
from qkg.store.confinement import give_back, limit_memory, on_deep_stack, resident
from qkg.store.outlet import Outlet

LONG: Final = 0.05
"""Seconds; after a query that took longer, a look at the memory that it left behind."""
GROWTH: Final = 128 * 1024 * 1024
CHUNK: Final = 65_536
COLLECTED: Final = 20_000
"""When the collector of cycles comes; a query makes few of them."""


def run(channel: socket.socket, options: Mapping[str, Any], held: ox.Store | None = None) -> None:
    """Open the checkpoint, unless its content is held in memory, and answer until the channel closes."""

    def work() -> None:
        engine = ox.Store.read_only(options["database"]) if held is None else held
        limit_memory(options["memory"])
        gc.freeze()
        gc.set_threshold(COLLECTED)
        Reader(channel, engine, options).serve()

    on_deep_stack(work)


class Reader:
    """Takes jobs from a channel and answers each before it takes the next."""

    def __init__(self, channel: socket.socket, engine: ox.Store, options: Mapping[str, Any]) -> None:
        self._channel, self._engine, self._guarded = channel, engine, bool(options["guarded"])
        self._context = Path(options["context"]) if options["context"] else None
        self._resident = resident()
        self._jobs: Mapping[str, Callable[[Any, Outlet], None]] = {
            "query": self._query,
            "dump": self._dump,
            "graph": self._graph,
            "has": self._has,
            "sizes": self._sizes,
        }

    def serve(self) -> None:
        """The loop; ends with the channel, or with itself when it has grown too large."""
        try:
            self._channel.sendall(wire.frame(wire.READY))
            while (content := receive(self._channel)) is not None:
                if not self._perform(content):
                    return
        except ConnectionError:
            return

    def _perform(self, content: bytes) -> bool:
        name, fields = wire.of_job(content)
        outlet, started = Outlet(self._channel), time.perf_counter()
        try:
            self._jobs[name](fields, outlet)
        except ConnectionError:
            raise
        except Exception as error:
            outlet.fail(wire.of_error(evaluation.translated(error)))
            return True
        last = time.perf_counter() - started > LONG and self._grown()
        outlet.end(wire.LAST if last else b"")
        return not last

    def _grown(self) -> bool:
        if resident() - self._resident > GROWTH:
            give_back()
        return resident() - self._resident > GROWTH

    def _query(self, fields: Any, outlet: Outlet) -> None:
        evaluation.answer(self._engine, wire.to_request(fields), outlet, self._guarded, self._context)

    def _dump(self, fields: Any, outlet: Outlet) -> None:
        format = wire.to_format(fields["format"])
        evaluation.dump(self._engine, format, fields["graphs"], outlet, self._context)

    def _graph(self, fields: Any, outlet: Outlet) -> None:
        format = wire.to_format(fields["format"])
        evaluation.graph(self._engine, fields["graph"], format, outlet, self._context)

    def _has(self, fields: Any, outlet: Outlet) -> None:
        outlet.begin(wire.ROWS)
        outlet.write(wire.of_values(evaluation.has(self._engine, fields["graph"])))

    def _sizes(self, _fields: Any, outlet: Outlet) -> None:
        outlet.begin(wire.ROWS)
        outlet.write(wire.of_values(evaluation.sizes(self._engine)))


def receive(channel: socket.socket) -> bytes | None:
    """The content of the next frame, or None when the other side has hung up."""
    data = channel.recv(CHUNK)
    while 0 < len(data) < wire.HEADER.size:
        data += channel.recv(CHUNK)
    if not data:
        return None
    _, length = wire.HEADER.unpack_from(data)
    parts, missing = [data[wire.HEADER.size :]], length - (len(data) - wire.HEADER.size)
    while missing > 0:
        more = channel.recv(min(missing, 1024 * 1024))
        if not more:
            return None
        parts.append(more)
        missing -= len(more)
    return parts[0] if len(parts) == 1 else b"".join(parts)
