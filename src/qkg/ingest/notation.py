"""Triples of a draft as Turtle: one subject a block, in the order in which they are given.

Takes terms that are written already; owns how a string, a thing and a number are written.
"""

import re
from collections.abc import Iterable
from typing import Final

from qkg.namespaces import PREFIXES

_NEEDED: Final = (
    "dcterms foaf oa org prov qb qkg rdfs schema sdmx-attribute sdmx-dimension sdmx-measure skos unit xsd"
)
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED: Final = re.compile(r'[\\"\n\r\t\x00-\x1f\x7f]')
_ODD: Final = re.compile(r'[\x00-\x20<>"{}|^`\\]')
Pairs = Iterable[tuple[str, str]]


def header() -> str:
    """The prefixes of a draft."""
    return "\n".join(f"@prefix {one}: <{PREFIXES[one]}> ." for one in _NEEDED.split()) + "\n"


def iri(address: str) -> str:
    """An IRI in brackets; what no IRI may hold is percent-encoded."""
    if _ODD.search(address):
        address = _ODD.sub(lambda one: f"%{ord(one[0]):02X}", address)
    return f"<{address}>"


def text(words: str, language: str = "") -> str:
    """A string, with a language or without."""
    if _ESCAPED.search(words):
        words = _ESCAPED.sub(lambda one: _ESCAPES.get(one[0], f"\\u{ord(one[0]):04X}"), words)
    return f'"{words}"@{language}' if language else f'"{words}"'


def decimal(number: float) -> str:
    """A number as xsd:decimal, never with an exponent."""
    written = f"{number:.10f}".rstrip("0")
    return written + "0" if written.endswith(".") else written


def labels(zh: str, en: str) -> list[tuple[str, str]]:
    """The label in both languages."""
    return [("rdfs:label", f"{text(zh, 'zh')} , {text(en, 'en')}")]


def block(subject: str, kind: str, pairs: Pairs) -> str:
    """One subject with its class and properties."""
    lines = [f"{predicate} {value}" for predicate, value in pairs]
    return " ;\n    ".join([f"{subject} a {kind}", *lines]) + " .\n"
