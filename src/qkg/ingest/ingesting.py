"""One text from the bytes to the draft, and the gazetteer of the packaged graph.

Owns the order of the whole; all of it is a pure function but for reading the packaged files.
"""

from collections.abc import Mapping

import pyoxigraph as ox

from qkg.dataset.assets import Assets
from qkg.ingest import gazetteer
from qkg.ingest.cleaning import clean
from qkg.ingest.draft import Draft, Meta
from qkg.ingest.drafting import draft
from qkg.ingest.extractors import Helpers
from qkg.ingest.gazetteer import Gazetteer
from qkg.ingest.merging import Merging
from qkg.ingest.recognition import LONGEST, recognise
from qkg.ingest.relating import relate
from qkg.ingest.text import Cleaned


def ingest(
    raw: str | bytes, meta: Meta, known: Gazetteer, chosen: Mapping[int, str] | None = None
) -> Draft | None:
    """The draft of a text; None where it is no text at all. ``chosen`` mends damaged places (``clean``)."""
    cleaned = clean(raw, chosen)
    return read(cleaned, meta, known) if cleaned.legible else None


def read(cleaned: Cleaned, meta: Meta, known: Gazetteer, helpers: Helpers | None = None) -> Draft:
    """The draft of a clean text; with ``helpers`` also what other extractors add to what the rules find."""
    found = recognise(cleaned, known, meta.published)
    relations = relate(cleaned, found)
    if helpers is None:
        return draft(cleaned, found, relations, meta, known)
    text = cleaned.clean[:LONGEST]
    merging = Merging(text, meta.published, found, relations, known)
    tried = helpers.help(text, meta.published, merging)
    return draft(cleaned, merging.recognised, merging.relations, meta, known, tried)


def packaged(assets: Assets) -> Gazetteer:
    """The names and facts of the graph that comes with the program."""
    files = [*assets.data, *assets.schemes]
    return gazetteer.of(
        quad for path in files for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    )
