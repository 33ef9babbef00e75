"""One visit to a place: where, in which language, of which state of the store.

The language is said by the address (``/zh/…``, ``/en/…``), by ``?lang=``, by the cookie that remembers it, by
Accept-Language, in that order. It is the language of the page; what the data says has languages of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from http.cookies import CookieError, SimpleCookie
from typing import Final
from urllib.parse import urlencode

from qkg.settings import Settings
from qkg.store.view import View
from qkg.web.exchange import Exchange, Pairs
from qkg.web.language import LANGUAGES, choose

COOKIE: Final = "qkg-lang"
PASSING: Final = ("lang", "format")
"""Parameters that choose a variant of a page and are no part of its address."""


@dataclass(frozen=True)
class Address:
    """A path as asked for, taken apart: the language it starts with (or none) and the rest."""

    language: str
    path: str

    @classmethod
    def of(cls, path: str) -> "Address":
        """``/en/page/x`` is the English page of ``/page/x``."""
        first, _, rest = path.removeprefix("/").partition("/")
        return cls(first, "/" + rest) if first in LANGUAGES else cls("", path)


@dataclass(frozen=True)
class Visit:
    """What a place needs to know. ``path`` is without language and suffix; ``here`` holds its parameters."""

    exchange: Exchange
    view: View
    settings: Settings
    path: str
    fixed: str = ""
    here: dict[str, str] = field(default_factory=dict)
    form: Sequence[tuple[str, str]] = ()

    @cached_property
    def pairs(self) -> Pairs:
        """The query string in order, then a form's fields."""
        return [*self.exchange.pairs(), *self.form]

    def parameter(self, name: str, otherwise: str = "") -> str:
        """The first value of a query parameter."""
        return next((value for key, value in self.pairs if key == name), otherwise)

    def parameters(self, name: str) -> list[str]:
        """All values of a query parameter."""
        return [value for key, value in self.pairs if key == name]

    @cached_property
    def language(self) -> str:
        """``zh`` or ``en``."""
        asked = self.fixed or self.parameter("lang") or remembered(self.exchange.header(b"cookie"))
        return choose(asked, self.exchange.header(b"accept-language"))

    @cached_property
    def base(self) -> str:
        """Scheme and authority, without a slash at the end."""
        return self.exchange.base()

    def to(self, path: str, **parameters: str) -> str:
        """The address of another page, in the language that the visitor's address fixes."""
        lead = f"/{self.fixed}" if self.fixed else ""
        return lead + path + (f"?{urlencode(parameters)}" if parameters else "")

    def of(self, view: View) -> "Visit":
        """The same visit to another state."""
        return replace(self, view=view)

    def in_language(self, language: str) -> str:
        """The address of the same page in one language; what was asked for stays."""
        kept = [(name, value) for name, value in self.pairs if name not in PASSING]
        return f"/{language}{self.path}" + (f"?{urlencode(kept)}" if kept else "")

    def twin(self, format: str) -> str:
        """The address of the page's data in a format, by its suffix."""
        kept = [(name, value) for name, value in self.pairs if name not in PASSING]
        name = "/index" if self.path == "/" else self.path
        return f"{name}.{format}" + (f"?{urlencode(kept)}" if kept else "")


def remembered(header: str) -> str:
    """The language in the cookie, if any."""
    try:
        found = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found is not None else ""
