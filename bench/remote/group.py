"""The faces that share one engine, running: started together, started anew together, ended together."""

import os
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final

from bench.cache import Skipped
from bench.engine import Engine
from bench.http import Client
from bench.remote import faces
from bench.remote.faces import Face
from bench.remote.results import BARE, BEHIND, EMBEDDED, Cell
from bench.remote.stores import Stock
from bench.server import Command

SETTLE: Final = 3.0
"""Seconds for an engine to let go of a query that was given up, before it is started anew."""
PATIENCE: Final = 15.0
GRACE: Final = 1.0
"""The client waits so much longer than the engine, which may end its query by itself."""


@dataclass
class Seat:
    """One face; after a new start its server and client are others.

    ``alive``: it runs. ``spent``: seconds that it was asked and brought back for.
    """

    cell: Cell
    server: Face
    client: Client
    alive: bool = True
    spent: float = 0.0


class Group:
    """A context. A face that does not start has no seat; its cell says why."""

    def __init__(
        self, stock: Stock, engine: Engine | None, qkg: Sequence[str], seconds: float, patience: float
    ) -> None:
        self._stock, self._engine, self._qkg = stock, engine, qkg
        self._seconds, self._patience = seconds, patience
        self.cells: list[Cell] = []
        self.seats: list[Seat] = []
        self._stack = ExitStack()

    def __enter__(self) -> "Group":
        try:
            self._open()
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def fail(self, reason: str) -> None:
        """No face of this group can run."""
        for number in range(1 if self._engine is None else 2):
            self._cell(number).skipped = reason

    def open_seats(self) -> list[Seat]:
        """The faces that run."""
        return [seat for seat in self.seats if seat.alive]

    def settle(self, seconds: float) -> None:
        """Wait until nothing works of its own, but no longer than that for each."""
        for seat in self.open_seats():
            seat.server.at_rest(seconds)

    def ready(self, seat: Seat) -> bool:
        """Wait until a face that was unavailable answers again."""
        until = time.perf_counter() + PATIENCE
        while time.perf_counter() < until:
            if seat.server.answers(1.0):
                return True
            time.sleep(0.2)
        return False

    def recover(self, seat: Seat) -> None:
        """After a query that failed: wait until all let go of it, or start them anew."""
        seat.client.close()
        if all(one.server.settled(SETTLE) for one in self.open_seats()):
            return
        self._close()
        for cell in self.cells:
            cell.restarts += 1
        self._open()

    def _close(self) -> None:
        for seat in self.seats:
            seat.client.close()
            seat.alive = False
        self._stack.close()

    def _open(self) -> None:
        stock, seconds = self._stock, self._seconds
        if self._engine is None:
            self._seat(self._cell(0), lambda: faces.embedded(self._qkg, stock, seconds))
            return
        engine = self._engine
        self._seat(self._cell(0), lambda: faces.bare(engine, stock, seconds))
        if not self.open_seats():
            told = self._cell(1)
            told.skipped = told.skipped or ("" if told.start else "the engine did not start")
            return
        port = self.seats[0].server.port
        self._seat(self._cell(1), lambda: faces.behind(self._qkg, engine.name, port, seconds))

    def _seat(self, cell: Cell, command: Callable[[], Command]) -> None:
        if cell.skipped or cell.ended:
            return
        seat = next((one for one in self.seats if one.cell is cell), None)
        try:
            server = self._started(cell, command)
        except (Skipped, OSError) as reason:
            said = str(reason).replace(str(self._stock.place), "…")
            cell.skipped, cell.ended = ("", said) if seat else (said, "")
            return
        cell.start = min(server.started, cell.start or server.started)
        client = Client(server.port, self._seconds + GRACE)
        if seat is None:
            self.seats.append(Seat(cell, server, client))
        else:
            seat.server, seat.client, seat.alive = server, client, True

    def _started(self, cell: Cell, command: Callable[[], Command]) -> Face:
        """Running; tried a second time, as a busy machine may be too slow for one of our own limits."""
        log = faces.log(self._stock, cell.engine, cell.face)
        try:
            return self._running(command(), log)
        except Skipped:
            return self._running(command(), log)

    def _running(self, command: Command, log: Path) -> Face:
        server = Face(command, log, self._patience)
        self._stack.enter_context(server)
        return server

    def _cell(self, number: int) -> Cell:
        """The cell of the first or the second face; the same after a restart."""
        if len(self.cells) <= number:
            face = EMBEDDED if self._engine is None else (BARE, BEHIND)[number]
            name = self._engine.name if self._engine else "qkg"
            title = self._engine.title if self._engine else "embedded"
            cell = Cell(name, face, title, "", self._stock.articles, self._stock.quads)
            cell.load = os.getloadavg()[0]
            self.cells.append(cell)
        return self.cells[number]
