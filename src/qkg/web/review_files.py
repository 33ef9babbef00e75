"""Where drafts under review are kept, and what is taken for one: text, page, or a draft of ``qkg ingest``."""

from datetime import date
from pathlib import Path
from typing import Final

from qkg.errors import BadParameter, NotAText, ReadOnly
from qkg.ingest.incoming import LONGEST, PAGES, TEXTS, dated
from qkg.settings import Settings
from qkg.web.bodies import read_bytes
from qkg.web.exchange import Exchange, bad, content_type

BUNDLE: Final = "application/json"
SUFFIXES: Final = {"text/plain": ".txt", "text/html": PAGES[0], "application/xhtml+xml": PAGES[0]}
BIGGEST: Final = 4 * LONGEST
"""Bytes of a draft: the text, and Turtle about it."""
LONG: Final = 300


def place(settings: Settings) -> Path:
    """The folder; ReadOnly where there is no store to publish into."""
    if settings.store is not None:
        return settings.review or settings.store / "review"
    if not settings.engine:
        raise ReadOnly("nothing can be published here: the service was started without a store (--store DIR)")
    if settings.review is None:
        raise ReadOnly("there is no folder for drafts: before an engine it must be named (--review DIR)")
    return settings.review


def order(exchange: Exchange) -> dict[str, str]:
    """What the request says of the text; BadParameter for what cannot be so."""
    given = {name: value.strip()[:LONG] for name, value in exchange.pairs()}
    known = {name: given.get(name, "") for name in ("name", "date", "publisher", "url")}
    named = Path(known["name"])
    if named.suffix.lower() in TEXTS:
        known["name"] = named.stem
    if known["url"] and not known["url"].startswith(("http://", "https://")):
        raise BadParameter(f"{known['url']!r} is no address; it starts with http:// or https://")
    try:
        day = date.fromisoformat(known["date"]) if known["date"] else dated(known["name"])
    except ValueError as error:
        raise BadParameter(f"{known['date']!r} is no day; write it as 2021-05-13") from error
    kind = content_type(exchange)[0]
    suffix = SUFFIXES.get(kind)
    if suffix is None:
        accepted = ", ".join((*SUFFIXES, BUNDLE))
        raise bad("unsupported-media-type", f"A text comes as one of {accepted}.", 415, Accept_Post=accepted)
    if day is None and suffix not in PAGES:
        raise NotAText("no date of publication is known; give it, or put it into the file's name")
    return {**known, "date": day.isoformat() if day else "", "file": f"text{suffix}"}


async def content(exchange: Exchange) -> bytes:
    """The body."""
    if content_type(exchange)[0] == BUNDLE:
        return await read_bytes(exchange, BIGGEST, "A draft")
    return await read_bytes(exchange, LONGEST, "A text")
