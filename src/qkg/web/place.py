"""A place of the site: an address pattern with what a person sees there and what a machine gets.

The table of all places is in ``site.py``; the OpenAPI document is drawn from the same values.
"""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from re import Pattern
from typing import Any

from starlette.routing import compile_path

from qkg.media import Format
from qkg.web.visit import Visit

Json = dict[str, Any]


@dataclass(frozen=True)
class Shown:
    """A page: its template and values. Title and description are plain text in the page's language.

    json_ld: schema.org data for the head of the page. status: 200 unless the page says otherwise.
    """

    template: str
    title: str
    description: str
    values: Mapping[str, Any] = field(default_factory=dict)
    json_ld: Json | None = None
    status: int = 200


@dataclass(frozen=True)
class Data:
    """What a machine gets: whole bytes, and headers beyond those that every answer has."""

    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def json(cls, value: Json) -> "Data":
        """A JSON document."""
        return cls(json.dumps(value, ensure_ascii=False).encode())


class Elsewhere(Exception):
    """Raised by a place whose answer is at another address: 303, or 301 for one that has moved for good."""

    def __init__(self, location: str, status: int = 303) -> None:
        self.location, self.status = location, status
        super().__init__(location)


@dataclass(frozen=True)
class Place:
    """One address pattern (``/page/{kind}/{slug}``).

    show: makes the page; None for an address that only machines visit. data: makes each of ``twins``, which
    are found by Accept, ``?format=`` or the suffix of the address. kept: the answer follows from generation,
    address, language and format alone, so that it may be cached. parameters: OpenAPI parameter objects of the
    query string. example: values for the path's parameters that lead somewhere. schema: of the JSON twin.
    """

    path: str
    summary: str
    show: Callable[[Visit], Awaitable[Shown]] | None = None
    data: Callable[[Visit, Format], Awaitable[Data]] | None = None
    twins: tuple[Format, ...] = ()
    kept: bool = True
    parameters: tuple[Json, ...] = ()
    example: Mapping[str, str] = field(default_factory=dict)
    schema: Json | None = None

    def fits(self, path: str) -> dict[str, str] | None:
        """The path's parameters when it is of this pattern."""
        found = _pattern(self.path).match(path)
        return found.groupdict() if found else None


@cache
def _pattern(path: str) -> Pattern[str]:
    return compile_path(path)[0]
