"""Pictures that readers pass on: what the explorer writes into its address, kept on the shelf.

``1`` and then JSON, compressed (RFC 1951) and in the letters of RFC 4648 section 5. Its first member lists
the nodes, each an IRI, short under the namespace of all, and a place. Owns how much of that the server
reads, which is the nodes; must not know HTTP.
"""

import binascii
import json
import re
import zlib
from base64 import urlsafe_b64decode
from typing import Final

from pyoxigraph import NamedNode

from qkg.errors import NoSuchPage
from qkg.graphview.drawn import MOST_NODES
from qkg.settings import Settings
from qkg.web.shelves import shelf

TYPE: Final = "application/vnd.qkg.picture"
"""A type that a form of another site cannot send unasked."""
WRITTEN: Final = re.compile(r"1[A-Za-z0-9_-]{2,}")
LARGEST: Final = 2_000_000
SPACE: Final = "https://w3id.org/qkg/"
ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def is_picture(text: str) -> bool:
    """Whether a shared text is a picture: no query is one word of these letters."""
    return WRITTEN.fullmatch(text) is not None


def shared(name: str, settings: Settings) -> str:
    """The picture kept under a name; NoSuchPage when there is none, or a query."""
    text = shelf(settings).get(name)
    if not is_picture(text):
        raise NoSuchPage("No picture is shared under that name.")
    return text


def nodes_of(text: str) -> list[str]:
    """The IRIs of its nodes in order, as many as a picture has; what cannot be read has none."""
    packed = text[1:]
    try:
        raw = urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
        told = json.loads(zlib.decompressobj(wbits=-15).decompress(raw, LARGEST))
        listed = [str(node[0]) for node in told[0]]
    except (binascii.Error, zlib.error, ValueError, TypeError, LookupError, RecursionError):
        return []
    iris = (one if ABSOLUTE.match(one) else SPACE + one for one in listed[:MOST_NODES])
    return [one for one in iris if _is_iri(one)]


def _is_iri(text: str) -> bool:
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True
