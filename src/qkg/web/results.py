"""Finished answers, kept in memory under (generation, question); the least recently used goes first.

A generation never changes, so an entry is never stale. Packed variants are kept and counted with it.
"""

from collections import OrderedDict
from dataclasses import dataclass, field

from qkg.media import Format
from qkg.store.contract import Generation
from qkg.web.compression import MIN_BYTES, packed

Key = tuple[int, bytes]
OVERHEAD = 512


@dataclass(slots=True)
class Finished:
    """A whole answer and its packed variants by coding; ``""`` is the plain one."""

    format: Format
    generation: Generation
    variants: dict[str, bytes]
    headers: dict[str, list[tuple[bytes, bytes]]] = field(default_factory=dict)

    @property
    def body(self) -> bytes:
        """The plain bytes."""
        return self.variants[""]

    @property
    def size(self) -> int:
        """What it costs to keep."""
        return OVERHEAD + sum(len(one) for one in self.variants.values())

    async def variant(self, coding: str) -> tuple[str, bytes]:
        """The coding really used, and the bytes; small answers stay plain."""
        if not coding or len(self.body) < MIN_BYTES:
            return "", self.body
        if coding not in self.variants:
            self.variants[coding] = await packed(self.body, coding)
        return coding, self.variants[coding]


class Results:
    """The cache."""

    def __init__(self, room: int) -> None:
        self._room, self._used = room, 0
        self._kept: OrderedDict[Key, Finished] = OrderedDict()
        self._sizes: dict[Key, int] = {}

    def get(self, key: Key) -> Finished | None:
        """The answer, which is now the youngest."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def put(self, key: Key, finished: Finished) -> None:
        """Keep it, or note that it has grown by a variant."""
        size = finished.size
        if size > self._room:
            return
        self._used += size - self._sizes.get(key, 0)
        self._kept[key], self._sizes[key] = finished, size
        while self._used > self._room:
            oldest, _ = self._kept.popitem(last=False)
            self._used -= self._sizes.pop(oldest)

    @property
    def used(self) -> int:
        """Bytes in use."""
        return self._used

    def __len__(self) -> int:
        """Answers kept."""
        return len(self._kept)
