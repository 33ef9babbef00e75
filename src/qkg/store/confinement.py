"""What a process of ours puts around itself before it works: memory, stack, life span. Linux.

Must not know what the process does.
"""

import ctypes
import os
import resource
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

STACK_BYTES: Final = 256 * 1024 * 1024
NICE: Final = 10
"""The niceness of work that nobody waits for."""
PAGE: Final = os.sysconf("SC_PAGE_SIZE")
_PR_SET_PDEATHSIG: Final = 1
T = TypeVar("T")
_libc = ctypes.CDLL(None, use_errno=True)


def die_with(parent: int) -> None:
    """Have the kernel end this process when its parent ends, however that ends."""
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def deaf() -> None:
    """Leave Ctrl-C and the service manager's signal to the front, which ends us when it is done."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)


def no_core() -> None:
    """A crash writes no core file."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_memory(extra: int) -> None:
    """Allow ``extra`` bytes of address space beyond what is mapped now."""
    mapped = int(_statm()[0]) * PAGE
    resource.setrlimit(resource.RLIMIT_AS, (mapped + extra, mapped + extra))


def resident() -> int:
    """Bytes of memory in use by this process."""
    return int(_statm()[1]) * PAGE


def _statm() -> list[str]:
    with open("/proc/self/statm", encoding="ascii") as file:
        return file.read().split()


def give_back() -> None:
    """Return freed memory to the system, where the C library can."""
    trim = getattr(_libc, "malloc_trim", None)
    if trim is not None:
        trim(0)


def giving_way(work: Callable[[], T]) -> T:
    """The result of ``work``, which runs on a thread of its own that lets every other thread go first.

    On Linux a niceness is a thread's own, so that of the process, and of what it forks later, stays.
    """

    def nicely() -> T:
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)
        return work()

    with ThreadPoolExecutor(1) as one:
        return one.submit(nicely).result()


def on_deep_stack(work: Callable[[], None], seconds: float | None = None) -> None:
    """Run ``work`` on a thread whose stack carries deeply nested queries, and wait for it, or so long."""
    before = threading.stack_size(STACK_BYTES)
    try:
        thread = threading.Thread(target=work, daemon=True)
        thread.start()
    finally:
        threading.stack_size(before)
    thread.join(seconds)
