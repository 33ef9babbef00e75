"""Text made safe inside XML 1.0: escaped, and without the characters that no XML document can hold."""

import re
from typing import Final
from xml.sax.saxutils import escape, quoteattr

_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'


def text(value: object) -> str:
    """A value between tags."""
    return escape(_FORBIDDEN.sub("\ufffd", str(value)))


def attribute(value: object) -> str:
    """A value with its quotes."""
    return quoteattr(_FORBIDDEN.sub("\ufffd", str(value)))
