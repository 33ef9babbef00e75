"""Every implementation of the store contract, holding the same four triples."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from qkg.store import folder
from qkg.store.contract import Store
from qkg.store.embedded import EmbeddedStore

TINY = """
@prefix ex: <https://example.org/> .
ex:one { ex:a ex:name "甲"@zh , "A"@en . ex:a ex:size 1 . }
ex:two { ex:b ex:size 2 . }
"""


def in_memory(_folder: Path) -> EmbeddedStore:
    """The embedded store in memory."""
    engine = ox.Store()
    engine.load(TINY.encode(), ox.RdfFormat.TRIG)
    return EmbeddedStore(engine, workers=2)


def on_disk(place: Path) -> EmbeddedStore:
    """The embedded store over a folder, read-only."""
    folder.build(place / "store", "digest", lambda engine: engine.load(TINY.encode(), ox.RdfFormat.TRIG))
    return EmbeddedStore(folder.open_folder(place / "store"), workers=2)


@pytest.fixture(params=[in_memory, on_disk])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """One implementation after the other."""
    make: Callable[[Path], EmbeddedStore] = request.param
    made = make(tmp_path)
    yield made
    made.close()
