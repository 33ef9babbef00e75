"""Fills a qkg store from one N-Quads file, as a process of its own: ``python -m bench.fill FILE STORE``.

Used only by the driver of qkg while the program cannot load a file by itself.
"""

import sys
from pathlib import Path

import pyoxigraph as ox

from qkg.store import folder


def main(data: str, store: str) -> None:
    """Bulk-load the file into a new store."""
    folder.build(
        Path(store), "bench", lambda engine: engine.bulk_load(path=data, format=ox.RdfFormat.N_QUADS)
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
