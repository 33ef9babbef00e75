"""Entity tags, dates and preconditions (RFC 9110 §8.8 and §13) as pure functions."""

import re
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache

_TAG = re.compile(r'(W/)?"([\x21\x23-\x7e\x80-\xff]*)"')


@lru_cache(64)
def http_date(moment: datetime) -> str:
    """A moment as HTTP writes it, in whole seconds."""
    return format_datetime(moment.astimezone(UTC).replace(microsecond=0), usegmt=True)


def read_date(text: str) -> datetime | None:
    """A date of HTTP, or None when it cannot be read."""
    try:
        found = parsedate_to_datetime(text)
        return (found.replace(tzinfo=UTC) if found.tzinfo is None else found).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def tags(header: str) -> list[tuple[bool, str]]:
    """The entity tags of a header: whether each is weak, and its text."""
    return [(bool(weak), text) for weak, text in _TAG.findall(header)]


def none_match(header: str, current: str) -> bool:
    """Whether If-None-Match fails for a representation with this tag text (weak comparison)."""
    return header.strip() == "*" or any(text == current for _, text in tags(header))


def match(header: str, current: str | None) -> bool:
    """Whether If-Match holds (strong comparison); ``current`` is None where there is nothing."""
    if current is None:
        return False
    return header.strip() == "*" or any(not weak and text == current for weak, text in tags(header))
