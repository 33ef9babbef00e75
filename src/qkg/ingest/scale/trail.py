"""Which text a worker was at when it died: a text at which workers die three times is passed over.

Owns the trail files, one an attempt at a part. A worker that ends well leaves none.
"""

import os
import uuid
from collections import Counter
from pathlib import Path
from typing import Final, Self

DEATHS: Final = 3
NOWHERE: Final = -1
_FORM: Final = ".trail-{part}-{attempt}"


def deadly(folder: Path, part: str) -> frozenset[int]:
    """The numbers of texts of this part at which so many workers died."""
    ends: Counter[int] = Counter()
    for path in folder.glob(_FORM.format(part=part, attempt="*")):
        try:
            ends[int(path.read_text())] += 1
        except (OSError, ValueError):
            continue
    return frozenset(number for number, deaths in ends.items() if deaths >= DEATHS and number != NOWHERE)


def forget(folder: Path, part: str = "*") -> None:
    """Remove the trails of a part, or all."""
    for path in folder.glob(_FORM.format(part=part, attempt="*")):
        path.unlink(missing_ok=True)


class Trail:
    """Where this attempt is."""

    def __init__(self, folder: Path, part: str) -> None:
        self.path = folder / _FORM.format(part=part, attempt=uuid.uuid4().hex)

    def __enter__(self) -> Self:
        self._file = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        return self

    def at(self, number: int = NOWHERE) -> None:
        """Say which text comes now; none when many are looked at together."""
        os.pwrite(self._file, f"{number:<20}".encode(), 0)

    def __exit__(self, *_: object) -> None:
        os.close(self._file)
        self.path.unlink(missing_ok=True)
