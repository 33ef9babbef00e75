"""A file as it arrives: plain text as it is, of a web page the main text with its date and address.

Owns what is taken for a text at all. Must not clean: bytes are handed on as they came where they can be.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from qkg.errors import NoSuchFile, NotAText
from qkg.ingest.decoding import decoded

PAGES: Final = (".html", ".htm", ".xhtml")
TEXTS: Final = (".txt", ".text", *PAGES)
"""Suffixes of files that a folder is searched for."""
LONGEST: Final = 5_000_000
"""Bytes of a file; more is no article."""
_MARKUP: Final = re.compile(rb"^\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_DATE: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Incoming:
    """The text, and what the file says of it; what it does not say is empty."""

    text: str | bytes
    published: date | None = None
    url: str = ""


def gathered(paths: Sequence[Path]) -> list[Path]:
    """The files, those of folders in order of name; NoSuchFile for what is not there."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found.extend(_inside(path))
        elif path.exists():
            found.append(path)
        else:
            raise NoSuchFile(f"{path}: no such file")
    return list(dict.fromkeys(found))


def _inside(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix.lower() in TEXTS and path.is_file() and not hidden:
            yield path


def read(path: Path) -> Incoming:
    """The text of one file; NotAText where there is none, NoSuchFile where it cannot be read."""
    try:
        if path.stat().st_size > LONGEST:
            raise NotAText(f"{path} is longer than {LONGEST:,} bytes: no article is")
        content = path.read_bytes()
    except OSError as error:
        raise NoSuchFile(f"{path} cannot be read: {error.strerror}") from error
    if path.suffix.lower() in PAGES or _MARKUP.match(content[:1024]):
        return _page(path, content)
    return Incoming(content, dated(path.stem))


def dated(name: str) -> date | None:
    """The day that a name has in it, as in ``cqn-2021-05-13`` or ``20210513_2``."""
    for one in _DATE.finditer(name):
        try:
            return date(int(one[1]), int(one[2]), int(one[3]))
        except ValueError:
            continue
    return None


def _page(path: Path, content: bytes) -> Incoming:
    from trafilatura import bare_extraction  # noqa: PLC0415 - half a second that plain texts need not wait

    found = bare_extraction(decoded(content)[0], include_comments=False, with_metadata=True)
    body = (found.text or "").strip() if found is not None and not isinstance(found, dict) else ""
    if not body or found is None or isinstance(found, dict):
        raise NotAText(f"{path}: no main text was found in this page")
    title = (found.title or "").strip()
    text = body if not title or body.startswith(title) else f"{title}\n{body}"
    published = dated(path.stem) or dated(found.date or "")
    return Incoming(text + "\n", published, found.url or "")
