"""``multipart/form-data`` on disk, cut into files (RFC 7578): several documents for a graph at once.

The body is mapped and searched, never read into memory as a whole.
"""

import mmap
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from pathlib import Path
from typing import Final

from qkg.web.exchange import bad

MAX_PARTS: Final = 1000
_BOUNDARY: Final = re.compile(r"[0-9A-Za-z'()+_,./:=? -]{1,70}")


@dataclass(frozen=True)
class Part:
    """One part: its content type (empty when it has none), file name as sent, and where its content is."""

    content_type: str
    filename: str
    path: Path


def split(body: Path, boundary: str) -> list[Part]:
    """The parts, each in a file beside the body; a Refusal when the body is no multipart of that boundary."""
    if not _BOUNDARY.fullmatch(boundary) or not body.stat().st_size:
        raise bad("bad-multipart", "The multipart body has no usable boundary or is empty.")
    with body.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        spans = list(_spans(data, b"--" + boundary.encode()))
        if not spans:
            raise bad("bad-multipart", "The multipart body has no parts, or its end is missing.")
        return [_part(data, span, body.with_name(f"part-{number}")) for number, span in enumerate(spans)]


def _spans(data: mmap.mmap, mark: bytes) -> Iterator[tuple[int, int]]:
    position = 0 if data[: len(mark)] == mark else data.find(b"\r\n" + mark) + 2
    if position == 1:
        return
    for _ in range(MAX_PARTS + 1):
        position += len(mark)
        if data[position : position + 2] == b"--":
            return
        start = data.find(b"\r\n", position) + 2
        end = data.find(b"\r\n" + mark, max(start - 2, 0))
        if start == 1 or end < 0:
            raise bad("bad-multipart", "The multipart body ends before its last boundary.")
        yield start, max(start, end)
        position = end + 2
    raise bad("bad-multipart", f"There are more than {MAX_PARTS} parts.")


def _part(data: mmap.mmap, span: tuple[int, int], path: Path) -> Part:
    start, end = span
    blank = data.find(b"\r\n\r\n", start, end)
    head, content = (data[start:blank], blank + 4) if blank >= 0 else (b"", start)
    if data[start : start + 2] == b"\r\n":
        head, content = b"", start + 2
    message = BytesHeaderParser().parsebytes(head + b"\r\n\r\n")
    path.write_bytes(memoryview(data)[content:end])
    kind = message.get_content_type() if "content-type" in message else ""
    return Part(kind, message.get_filename() or "", path)
