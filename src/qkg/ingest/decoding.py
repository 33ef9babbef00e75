"""Bytes to text: UTF-8, else GB18030, else what can be saved. Never fails.

Half a surrogate in a string cannot be written in UTF-8; it becomes U+FFFD here.
"""

import re

_SURROGATE = re.compile("[\ud800-\udfff]")


def decoded(raw: str | bytes) -> tuple[str, str]:
    """The text and the encoding: ``utf-8``, ``gb18030`` or ``unknown``."""
    if isinstance(raw, str):
        return _SURROGATE.sub("\ufffd", raw), "utf-8"
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace"), "unknown"
