"""Memory of a process tree: children count."""

import os
import subprocess
import sys

import pytest

from bench import memory

CHILD = "import sys; held = bytearray(64 << 20); print('ready', flush=True); sys.stdin.read()"


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="memory is read from /proc")
def test_the_memory_of_a_child_belongs_to_the_tree() -> None:
    """A child that holds 64 MiB is seen from its parent."""
    with subprocess.Popen(
        [sys.executable, "-c", CHILD], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline()
        own = memory.rss(child.pid)
        assert own >= 64 << 20
        assert child.pid in memory.tree(os.getpid())
        assert memory.rss(os.getpid()) > own
        assert 0 < memory.pss(child.pid) <= own
        child.communicate()
