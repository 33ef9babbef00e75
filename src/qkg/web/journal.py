"""The query log: one line of JSON a query; slow ones with their text.

A query is known by the hash of its text, so that a log can be shared without what people asked.
"""

import json
import sys
from collections.abc import MutableMapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO

import structlog


@dataclass(slots=True)
class Entry:
    """What happened to one query. Times in seconds since its arrival; ``bytes`` before packing."""

    text: str
    generation: int = 0
    outcome: str = "ok"
    status: int = 200
    first_byte: float = 0.0
    seconds: float = 0.0
    bytes: int = 0
    format: str = ""
    cached: bool = False


def open_log(place: str) -> BinaryIO | None:
    """The stream to write to: none, the standard output, or a file that is added to."""
    if not place:
        return None
    return sys.stdout.buffer if place == "-" else Path(place).open("ab", buffering=0)


class Journal:
    """Writes the entries."""

    def __init__(self, stream: BinaryIO | None, slow_seconds: float) -> None:
        self._slow = slow_seconds
        self._log: Any = None
        if stream is not None:
            stamp = structlog.processors.TimeStamper(fmt="iso", utc=True)
            self._log = structlog.wrap_logger(
                structlog.BytesLogger(stream),
                processors=[stamp, _line],
                wrapper_class=structlog.BoundLogger,
            )

    def write(self, entry: Entry) -> None:
        """One line."""
        if self._log is None:
            return
        slow = {"slow": True, "text": entry.text} if entry.seconds >= self._slow else {}
        self._log.info(
            "query",
            hash=blake2b(entry.text.encode("utf-8", "replace"), digest_size=8).hexdigest(),
            outcome=entry.outcome,
            status=entry.status,
            ttfb_ms=round(entry.first_byte * 1000, 3),
            ms=round(entry.seconds * 1000, 3),
            bytes=entry.bytes,
            format=entry.format,
            generation=entry.generation,
            cached=entry.cached,
            **slow,
        )


def _line(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> bytes:
    return json.dumps(event, ensure_ascii=False).encode("utf-8", "replace")
