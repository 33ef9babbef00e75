"""The extractors that are installed, by name, and how one is run on a text without harm.

Owns the entry points, the deadline and the count of failures. One that fails, hangs or gives nonsense costs
its own candidates and nothing else.
"""

import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import EntryPoint, entry_points
from itertools import islice
from typing import Final

from qkg.errors import BadParameter, QkgError
from qkg.ingest.merging import MOST, Merging
from qkg.ingest.proposal import Extractor, Tried

GROUP: Final = "qkg.extractors"
MODEL: Final = "model"
"""The one that ships: a model behind an address."""
_PATIENCE: Final = 3
"""Failures in a row after which an extractor is not asked again."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which extractors to ask, and what the one that ships needs. An empty address asks no one."""

    names: tuple[str, ...] = ()
    address: str = ""
    model: str = ""
    key: str = field(default="", repr=False)
    seconds: float = 60.0
    most_bytes: int = 1_048_576
    tries: int = 2


def installed() -> dict[str, str]:
    """Every extractor by name, with where it comes from."""
    found = {one.name: _origin(one) for one in entry_points(group=GROUP)}
    return {MODEL: "qkg", **{name: found[name] for name in sorted(found) if name != MODEL}}


def _origin(one: EntryPoint) -> str:
    return f"{one.dist.name} {one.dist.version}" if one.dist else one.value


def check(asked: Asked) -> None:
    """BadParameter where a name is unknown, or the one that ships has no address or model."""
    for name in asked.names:
        if name not in installed():
            raise BadParameter(f"there is no extractor {name!r}; there are {', '.join(installed())}")
    if MODEL in asked.names:
        from qkg.ingest.model import Model  # noqa: PLC0415 - its HTTP client is not needed otherwise

        Model(asked)


class Helpers:
    """The extractors of one process; each is made when it is first asked."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._made: dict[str, Extractor] = {}
        self._failed: dict[str, int] = dict.fromkeys(asked.names, 0)
        self._last: dict[str, str] = {}

    def help(self, text: str, published: date, merging: Merging) -> tuple[Tried, ...]:
        """Ask each in turn, and add what it says."""
        return tuple(self._one(name, text, published, merging) for name in self._asked.names)

    def _one(self, name: str, text: str, published: date, merging: Merging) -> Tried:
        if self._failed[name] >= _PATIENCE:
            why = f"not asked again after {_PATIENCE} failures, the last: {self._last[name]}"
            return Tried(name, failure=why)
        call = _Call(self, name, text, published)
        failure = call.within(self._asked.seconds * (self._asked.tries + 1))
        self._failed[name] = self._failed[name] + 1 if failure else 0
        if failure:
            self._last[name] = failure
            return Tried(call.label, failure=failure)
        return merging.add(call.label, call.candidates)

    def made(self, name: str) -> Extractor:
        """The extractor of that name."""
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def _make(self, name: str) -> Extractor:
        if name == MODEL:
            from qkg.ingest.model import Model  # noqa: PLC0415 - its HTTP client is not needed otherwise

            return Model(self._asked)
        (found,) = entry_points(group=GROUP, name=name)
        extractor: Extractor = found.load()()
        return extractor


class _Call:
    """One question to one extractor, in a thread of its own that nobody waits for longer than agreed."""

    def __init__(self, helpers: Helpers, name: str, text: str, published: date) -> None:
        self._helpers, self._name, self._text, self._published = helpers, name, text, published
        self.label = name
        self.candidates: Sequence[object] = ()
        self._failure = ""

    def within(self, seconds: float) -> str:
        """Why there are no candidates; empty when it went well."""
        thread = threading.Thread(target=self._run, daemon=True)
        thread.start()
        thread.join(seconds)
        return "it took too long" if thread.is_alive() else self._failure

    def _run(self) -> None:
        try:
            extractor = self._helpers.made(self._name)
            self.label = _printable(f"{extractor.name} {extractor.version}")
            found = extractor.extract(self._text, self._published)
            self.candidates = [_plain(one) for one in islice(found, MOST + 1)]
        except QkgError as error:
            self._failure = str(error)
        except BaseException as error:  # a thread has no one else to tell, SystemExit included
            self._failure = f"it failed with {type(error).__name__}"


def _plain(candidate: object) -> object:
    """The candidate as plain values, so that nothing of the extractor runs later; else None."""
    try:
        return json.loads(json.dumps(candidate))
    except (TypeError, ValueError, RecursionError):
        return None


def _printable(name: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in name)[:100].strip()
