"""Where a nursery comes from: an interpreter of its own, or a fork of another nursery.

Must not know what is asked of it afterwards.
"""

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from typing import Final, Protocol

from qkg.errors import StoreError

PATIENCE: Final = 5.0
Fork = Callable[[], tuple[socket.socket, Callable[[], None]]]
"""Forks once: the control channel, and what ends the process."""


class Origin(Protocol):
    """Starts the process of a nursery."""

    def start(self) -> socket.socket:
        """The control channel to a new process; StoreError when none can be had."""

    def stop(self, patience: float = 0) -> None:
        """End it; with patience, after it had so many seconds to end by itself."""

    @property
    def process(self) -> int:
        """Its process id; 0 when it is not known."""


class Interpreter:
    """A new interpreter that runs ``qkg.store.nursery``; can be started again."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> socket.socket:
        """Begin; the process is of use a tenth of a second later."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own module in our own interpreter
                [sys.executable, "-m", "qkg.store.nursery", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
        return ours

    def stop(self, patience: float = 0) -> None:
        """Wait for it, or end it at once."""
        if self._process is None:
            return
        if not patience:
            self._process.kill()
        self._process.wait(PATIENCE)
        self._process = None

    @property
    def process(self) -> int:
        """Its process id."""
        return self._process.pid if self._process else 0


class Forked:
    """A fork of another nursery; it is started once and never again."""

    process = 0

    def __init__(self, fork: Fork) -> None:
        self._fork: Fork | None = fork
        self._end: Callable[[], None] = lambda: None

    def start(self) -> socket.socket:
        """Fork, the first time."""
        if self._fork is None:
            raise StoreError("the process that held the store in memory died")
        fork, self._fork = self._fork, None
        channel, self._end = fork()
        return channel

    def stop(self, patience: float = 0) -> None:
        """End it at once; it has nothing to finish."""
        self._end()
