"""The short way below the application: a kept answer, or a lookup, is sent as soon as its request is read.

Other queries go to a reader on an errand. All give the very bytes that the long way gives, and are counted
and logged alike; whatever is unusual goes the long way. Nothing here waits.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from qkg.media import Format
from qkg.store.contract import Begun, Generation, Prompt, Request
from qkg.web.compression import INLINE_BYTES, MIN_BYTES, pack
from qkg.web.errand import Errand
from qkg.web.glance import Glance, Reader
from qkg.web.journal import Entry
from qkg.web.parts import Parts
from qkg.web.question import digest_of, relative, volatile
from qkg.web.results import Finished, Key
from qkg.web.turn import lasting, of_body

TAG: Final = b"@tag@"
LENGTH: Final = b"@length@"
SHEETS: Final = 256
Sheet = tuple[Generation, str, str]


Home = Callable[[bytes | None, Begun | None], None]
"""Told once of an errand: the rest of the answer, or what the long way goes on with."""


@dataclass(slots=True)
class Turn:
    """One query: what was read, its log entry, what its answer is kept under, the start."""

    glance: Glance
    entry: Entry
    key: Key
    began: float


class Shortcut:
    """Answers for connections, as bytes that follow the status line and the date."""

    def __init__(self, parts: Parts) -> None:
        self._parts, self._reader = parts, Reader()
        self._store = parts.store if isinstance(parts.store, Prompt) else None
        self._sheets: dict[Sheet, tuple[bytes, bytes, bytes]] = {}

    def answer(self, request: bytes, home: Home) -> bytes | Errand | None:
        """The rest of the answer to the bytes of one request; or an errand, whose end ``home`` is told.

        None: the long way.
        """
        began = time.perf_counter()
        generation = self._store.newest() if self._store is not None else None
        glance = self._reader.read(request) if generation is not None else None
        if generation is None or glance is None or relative(glance.text):
            return None
        key = generation.number, digest_of(glance.text, None, None, glance.manner.choice)
        entry = Entry(glance.text, generation.number)
        found = self._parts.results.get(key)
        entry.cached = found is not None
        turn = Turn(glance, entry, key, began)
        if found is None:
            if volatile(glance.text):
                return None
            asked = self._request(glance)
            found = self._looked_up(asked, key)
            if found is None:
                return self._sent(turn, asked, home)
        return self._told(turn, found)

    def _request(self, glance: Glance) -> Request:
        choice, seconds = glance.manner.choice, self._parts.seconds(None)
        strict = self._parts.strict
        return Request(glance.text, choice.rows, choice.graph, strict=strict, seconds=seconds)

    def _sent(self, turn: Turn, request: Request, home: Home) -> Errand | None:
        """An errand for what only a reader can answer, if one is free and nothing speaks against it."""
        parts, evaluations = self._parts, self._parts.evaluations
        if self._store is None or evaluations.under_way(turn.key):
            return None
        if parts.settings.allow_service or len(request.text) > parts.settings.max_query_bytes:
            return None
        begun = self._store.ask_now(request)
        if begun is None:
            return None

        def over(found: Finished | None, rest: Begun | None) -> None:
            home(self._told(turn, found) if found else None, rest)

        errand = Errand(evaluations, turn.key, begun, over)
        errand.start()
        return errand

    def _told(self, turn: Turn, found: Finished) -> bytes | None:
        """The bytes, counted and logged."""
        answer = self._written(turn.glance, found, turn.key[1])
        if answer is None:
            return None
        entry = turn.entry
        entry.format, entry.bytes = found.format.name, len(found.body)
        entry.generation = found.generation.number
        entry.first_byte = entry.seconds = time.perf_counter() - turn.began
        self._parts.metrics.query(entry)
        self._parts.journal.write(entry)
        return answer

    def _looked_up(self, request: Request, key: Key) -> Finished | None:
        whole = self._parts.store.at_once(request)
        if whole is None:
            return None
        found = Finished(whole.format, whole.generation, {"": whole.body})
        self._parts.results.put((whole.generation.number, key[1]), found)
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
