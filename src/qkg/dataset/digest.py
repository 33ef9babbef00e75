"""A name for the content of the dataset: equal files and an equal loader give an equal digest."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyoxigraph as ox

from qkg.dataset.load import Placement
from qkg.dataset.source import read_bytes

LOADER = "3"
"""Raised when the same files would be loaded differently."""


def content_digest(placements: Iterable[Placement], rules: Sequence[Path]) -> str:
    """SHA-256 over the loader's and the engine's version and each file's name, graph and bytes."""
    total = hashlib.sha256(f"{LOADER} {ox.__version__}\n".encode())
    for placement in placements:
        _add(total, placement.path, placement.graph or "")
    for path in rules:
        _add(total, path, "rule")
    return total.hexdigest()


def _add(total: "hashlib._Hash", path: Path, role: str) -> None:
    content = hashlib.sha256(read_bytes(path)).hexdigest()
    total.update(f"{path.name}\t{role}\t{content}\n".encode())
