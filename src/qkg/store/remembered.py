"""Answers that many pages of one generation ask for alike: found once, then shared; old ones go first.

A generation never changes, so what is remembered is never stale. Those who ask while an answer is under way
wait for it instead of asking again. Must not know what is remembered.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable, Sized
from typing import Any, Final, TypeVar

ROOM: Final = 50_000
"""Rows (or whatever the values count as their length) that are remembered in all."""
ENTRY: Final = 8
"""What an answer costs beyond its rows."""
Answer = TypeVar("Answer", bound=Sized)


class Remembered:
    """The answers, by what tells them apart."""

    def __init__(self, room: int = ROOM) -> None:
        self._room, self._used = room, 0
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._under_way: dict[Hashable, asyncio.Lock] = {}

    async def of(self, key: Hashable, find: Callable[[], Awaitable[Answer]]) -> Answer:
        """The answer under the key; ``find`` is awaited where there is none yet. Its errors are not kept."""
        if key not in self._kept:
            async with self._under_way.setdefault(key, asyncio.Lock()):
                if key not in self._kept:
                    try:
                        found = await find()
                    finally:
                        self._under_way.pop(key, None)
                    self._put(key, found)
                    return found
        self._kept.move_to_end(key)
        answer: Answer = self._kept[key]
        return answer

    def _put(self, key: Hashable, found: Sized) -> None:
        self._kept[key] = found
        self._used += ENTRY + len(found)
        while self._used > self._room and len(self._kept) > 1:
            _, oldest = self._kept.popitem(last=False)
            self._used -= ENTRY + len(oldest)

    def __len__(self) -> int:
        """Answers remembered."""
        return len(self._kept)
