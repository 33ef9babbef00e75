"""Why a reader died, as an error that tells the client something. Must not know pools."""

import signal
from typing import Final

from qkg.errors import OutOfMemory, QkgError, ReaderLost, TooDeep
from qkg.store.children import Exit
from qkg.store.guard import depth

DEEP: Final = 500
CRASHES: Final = (-signal.SIGSEGV, -signal.SIGBUS, -signal.SIGILL, -signal.SIGABRT)


def cause(end: Exit, text: str) -> QkgError:
    """Why a reader died, by how its process ended and what it said last."""
    if end.status in CRASHES and _nested(text):
        return TooDeep("the query is nested too deeply to be evaluated")
    if end.status == -signal.SIGABRT or "MemoryError" in end.said or "bad_alloc" in end.said:
        return OutOfMemory("the query needs more memory than it may have")
    return ReaderLost("the process that evaluated the query died")


def _nested(text: str) -> bool:
    return text.count("(") + text.count("{") > DEEP and depth(text) > DEEP
