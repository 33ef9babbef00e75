"""The short way below the application: a kept answer, or a lookup, is sent as soon as its request is read.

It gives the very bytes that the long way gives, and is counted and logged alike; whatever it cannot answer at
once goes the long way. Nothing here waits.
"""

import time
from typing import Final

from qkg.errors import UnknownFormat
from qkg.media import Format
from qkg.store.contract import Generation, Prompt, Request
from qkg.web.compression import INLINE_BYTES, MIN_BYTES, pack
from qkg.web.glance import Glance, Reader
from qkg.web.journal import Entry
from qkg.web.parts import Parts
from qkg.web.question import digest_of, relative, volatile
from qkg.web.results import Finished
from qkg.web.turn import lasting, of_body

TAG: Final = b"@tag@"
LENGTH: Final = b"@length@"
SHEETS: Final = 256
Sheet = tuple[Generation, str, str]


class Shortcut:
    """Answers for connections, as bytes that follow the status line and the date."""

    def __init__(self, parts: Parts) -> None:
        self._parts, self._reader = parts, Reader()
        self._store = parts.store if isinstance(parts.store, Prompt) else None
        self._sheets: dict[Sheet, tuple[bytes, bytes, bytes]] = {}

    def answer(self, request: bytes) -> bytes | None:
        """The rest of the answer to the bytes of one request, or None: the long way."""
        began = time.perf_counter()
        generation = self._store.newest() if self._store is not None else None
        try:
            glance = self._reader.read(request) if generation is not None else None
        except UnknownFormat:
            return None
        if generation is None or glance is None or relative(glance.text):
            return None
        choice = glance.manner.choice
        digest = digest_of(glance.text, None, None, choice)
        found = self._parts.results.get((generation.number, digest))
        entry = Entry(glance.text, generation.number, cached=found is not None)
        if found is None:
            found = self._looked_up(glance, digest)
        answer = None if found is None else self._written(glance, found, digest)
        if answer is None or found is None:
            return None
        entry.format, entry.bytes = found.format.name, len(found.body)
        entry.generation = found.generation.number
        entry.first_byte = entry.seconds = time.perf_counter() - began
        self._parts.metrics.query(entry)
        self._parts.journal.write(entry)
        return answer

    def _looked_up(self, glance: Glance, digest: bytes) -> Finished | None:
        choice, parts = glance.manner.choice, self._parts
        if volatile(glance.text):
            return None
        whole = parts.store.at_once(Request(glance.text, choice.rows, choice.graph, strict=parts.strict))
        if whole is None:
            return None
        found = Finished(whole.format, whole.generation, {"": whole.body})
        parts.results.put((whole.generation.number, digest), found)
        return found

    def _written(self, glance: Glance, found: Finished, digest: bytes) -> bytes | None:
        coding, body = glance.manner.coding, found.body
        if not coding or len(body) < MIN_BYTES:
            coding = ""
        elif coding in found.variants:
            body = found.variants[coding]
        elif len(body) <= INLINE_BYTES:
            body = found.variants[coding] = pack(body, coding)
            self._parts.results.put((found.generation.number, digest), found)
        else:
            return None
        start, middle, end = self._sheet(found.generation, found.format, coding)
        return b"".join((start, digest.hex().encode(), middle, b"%d" % len(body), end, body))

    def _sheet(self, generation: Generation, format: Format, coding: str) -> tuple[bytes, bytes, bytes]:
        """The fields of an answer, cut where its digest and its length stand."""
        key = (generation, format.name, coding)
        made = self._sheets.get(key)
        if made is None:
            if len(self._sheets) >= SHEETS:
                self._sheets.clear()
            tag = f"{generation.number}-{TAG.decode()}"
            fields = [*lasting(generation, tag), *of_body(format, coding, LENGTH)]
            text = b"".join(b"%b: %b\r\n" % field for field in fields)
            start, _, rest = text.partition(TAG)
            middle, _, end = rest.partition(LENGTH)
            made = self._sheets[key] = (start, middle, end + b"\r\n")
        return made
