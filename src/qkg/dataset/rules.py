"""The packaged inference rules: files, applied by the store's own inference."""

from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox

from qkg.dataset.source import read_text
from qkg.store.inference import infer as infer_texts


def infer(engine: ox.Store, rules: Sequence[Path]) -> int:
    """Add to the engine what follows by the rules in these files; the number of triples added."""
    return infer_texts(engine, {str(path): read_text(path) for path in rules})
