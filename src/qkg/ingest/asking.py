"""One JSON question over HTTP and its JSON answer, within bounds of time, size and tries.

Owns the bounds. No key, no address and nothing of an answer stands in what it raises or logs.
"""

import json
import time
from typing import Any, Final

import httpx

from qkg.errors import ServerProblem

_PAUSE: Final = 0.5
_LONGEST_PAUSE: Final = 5.0
_AGAIN: Final = (408, 425, 429, 500, 502, 503, 504)


class _Later(Exception):
    """Worth another try; says what happened."""

    def __init__(self, reason: str, pause: float = 0.0) -> None:
        self.pause = pause
        super().__init__(reason)


class Asking:
    """A client with its bounds. It follows no redirect, so that a key goes nowhere else."""

    def __init__(self, seconds: float, most_bytes: int, tries: int, key: str) -> None:
        self._seconds, self._most, self._tries = seconds, most_bytes, tries
        self._headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
        if key:
            self._headers["Authorization"] = f"Bearer {key}"

    def post(self, address: str, question: object) -> Any:
        """The answer, parsed; ServerProblem where there is none."""
        body = json.dumps(question, ensure_ascii=False).encode("utf-8", "replace")
        with httpx.Client(timeout=self._seconds, follow_redirects=False) as client:
            for number in range(1, self._tries + 1):
                try:
                    return self._once(client, address, body)
                except _Later as error:
                    if number == self._tries:
                        raise ServerProblem(str(error)) from None
                    time.sleep(min(error.pause or _PAUSE * number, _LONGEST_PAUSE))
        raise ServerProblem("the model was not asked")

    def _once(self, client: httpx.Client, address: str, body: bytes) -> Any:
        until = time.monotonic() + self._seconds
        headers = {**self._headers, "Content-Type": "application/json"}
        try:
            with client.stream("POST", address, content=body, headers=headers) as response:
                self._accept(response)
                return _parsed(self._read(response, until))
        except httpx.TimeoutException:
            raise _Later("the model did not answer in time") from None
        except httpx.HTTPError:
            raise _Later("the model cannot be reached") from None

    def _accept(self, response: httpx.Response) -> None:
        status = response.status_code
        if status in _AGAIN:
            wait = response.headers.get("retry-after", "")
            raise _Later(
                f"the model's server answered {status}",
                float(wait) if wait.isascii() and wait.isdigit() else 0,
            )
        if status != httpx.codes.OK:
            raise ServerProblem(f"the model's server answered {status}")
        if response.headers.get("content-encoding", "identity") != "identity":
            raise ServerProblem("the model's server packed its answer unasked")

    def _read(self, response: httpx.Response, until: float) -> bytes:
        parts, size = [], 0
        for part in response.iter_raw():
            size += len(part)
            if size > self._most:
                raise ServerProblem(f"the model's answer is longer than {self._most:,} bytes")
            if time.monotonic() > until:
                raise _Later("the model did not answer in time")
            parts.append(part)
        return b"".join(parts)


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise ServerProblem("the model's server did not answer in JSON") from None
