"""Memory and processor time of a process tree, read from ``/proc`` (Linux only).

RSS counts a page once for every process that maps it; PSS shares it out. Both are kept.
"""

import os
import threading
from dataclasses import dataclass, field
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")
TICK = os.sysconf("SC_CLK_TCK")
INTERVAL = 0.2


def tree(root: int) -> list[int]:
    """The process and all its descendants."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            parent = _parent(int(entry.name))
            children.setdefault(parent, []).append(int(entry.name))
    found, queue = [], [root]
    while queue:
        process = queue.pop()
        found.append(process)
        queue += children.get(process, [])
    return found


def _parent(process: int) -> int:
    fields = _stat(process)
    return int(fields[1]) if fields else -1


def _stat(process: int) -> list[str]:
    """The fields after the name, which may hold blanks itself."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def cpu_seconds(root: int) -> float:
    """Processor time that the tree has used so far, with that of its processes that have ended."""
    stats = (_stat(process) for process in tree(root))
    return sum(sum(map(int, fields[11:15])) / TICK for fields in stats if fields)


def rss(root: int) -> int:
    """Resident bytes of the tree."""
    total = 0
    for process in tree(root):
        try:
            total += int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE
        except (OSError, IndexError):
            continue
    return total


def pss(root: int) -> int:
    """Proportional bytes of the tree."""
    total = 0
    for process in tree(root):
        try:
            rows = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(row.split()[1]) * 1024 for row in rows if row.startswith("Pss:"))
    return total


@dataclass
class Peak:
    """Samples a tree in the background until it is stopped."""

    root: int
    rss: int = 0
    pss: int = 0
    _stop: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        turn = 0
        while not self._stop.wait(INTERVAL):
            self.rss = max(self.rss, rss(self.root))
            if turn % 5 == 0:
                self.pss = max(self.pss, pss(self.root))
            turn += 1

    def stop(self) -> None:
        """End the sampling."""
        self._stop.set()
        self._thread.join()
