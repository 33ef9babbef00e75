"""Other clients, who read all the while and must not notice the attack.

Each asks a question that nobody asked before, so that no cache answers it, and knows the right answer.
"""

import http.client
import itertools
import threading
import time
from collections import Counter
from types import TracebackType
from urllib.parse import quote

from tests.siege.fortress import Fortress

FINE = 200
BUSY = 429
PAUSE = 0.02


class Bystanders:
    """Some threads of readers; on leaving the block they say what they saw, and fail when it was wrong."""

    def __init__(self, fortress: Fortress, count: int = 3) -> None:
        self._fortress = fortress
        self._stop = threading.Event()
        self._numbers = itertools.count(time.time_ns())
        self._threads = [threading.Thread(target=self._read, daemon=True) for _ in range(count)]
        self.seen: Counter[int] = Counter()
        self.wrong: list[str] = []
        self.others: list[bytes] = []
        self.slowest = 0.0

    def __enter__(self) -> "Bystanders":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(30)
        if kind is None:
            assert self.wrong == [], f"a bystander saw {self.wrong[:3]}"
            assert set(self.seen) <= {FINE, BUSY}, f"bystanders saw {dict(self.seen)}: {self.others[:3]}"
            assert self.seen[FINE] > 0, "no bystander got an answer"

    def _read(self) -> None:
        connection = self._fortress.connection(30)
        while not self._stop.is_set():
            try:
                self._ask(connection, next(self._numbers))
            except (OSError, http.client.HTTPException) as error:
                self.wrong.append(repr(error))
                connection.close()
            self._stop.wait(PAUSE)
        connection.close()

    def _ask(self, connection: http.client.HTTPConnection, number: int) -> None:
        pattern = f'?c <http://www.w3.org/2000/01/rdf-schema#subClassOf> ?d BIND("{number}" AS ?n)'
        query = f"SELECT ?n {{ {pattern} }} LIMIT 1"
        began = time.monotonic()
        connection.request("GET", f"/sparql?query={quote(query)}", headers={"Accept": "text/csv"})
        answer = connection.getresponse()
        body = answer.read()
        self.seen[answer.status] += 1
        if answer.status not in (FINE, BUSY):
            self.others.append(body)
        self.slowest = max(self.slowest, time.monotonic() - began)
        if answer.status == FINE and body.split() != [b"n", str(number).encode()]:
            self.wrong.append(repr(body[:100]))
