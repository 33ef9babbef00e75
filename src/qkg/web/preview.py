"""A thing in a few lines of HTML, for another site's frame or for a flyout (Reconciliation API 0.2, §5)."""

import sqlite3
from collections.abc import Sequence
from typing import Final

from qkg.errors import BadParameter, NoSuchPage
from qkg.media import PAGE
from qkg.search import kinds
from qkg.search.keeper import Keeper
from qkg.search.reconciliation import id_of, iri_of
from qkg.search.suggesting import Suggestion, named_by
from qkg.web.exchange import Exchange, Reply, encoded, not_allowed
from qkg.web.language import choose
from qkg.web.pages import environment, words
from qkg.web.parts import Parts

FRAMED: Final = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors *"
"""A preview is made to stand in another site's frame; it holds text and nothing else."""
_SAID: Final = """
 SELECT said.field, said.language, said.text FROM said JOIN thing ON thing.id = said.thing
 WHERE thing.iri = ? ORDER BY said.field, said.language = ? DESC, said.position
"""


class Preview:
    """``/reconcile/preview?id=…``: a small page to stand in a frame (an endpoint of ``web.front``)."""

    def __init__(self, parts: Parts, language: str = "") -> None:
        self._parts, self._language = parts, language

    async def __call__(self, exchange: Exchange) -> None:
        """One preview."""
        if exchange.method not in ("GET", "HEAD"):
            return await exchange.refuse(not_allowed(("GET", "HEAD")))
        given = dict(exchange.pairs())
        language = choose(self._language or given.get("lang"), exchange.header(b"accept-language"))
        html = await drawn(self._parts.keeper, iri_of(said(given.get("id", ""))), language, "preview.html")
        headers = {
            "content-type": PAGE.content_type,
            "cache-control": "no-store",
            "access-control-allow-origin": "*",
        }
        await exchange.reply(Reply(200, encoded(headers), html.encode()), policy=FRAMED)


async def drawn(keeper: Keeper, iri: str, language: str, template: str) -> str:
    """A thing in a few lines of HTML: name, kind, what is said of it; NoSuchPage for an unknown one."""
    (thing, said), _ = await keeper.ask(_described, iri, language)
    if thing is None:
        raise NoSuchPage(f"There is nothing of the id {id_of(iri)[:200]!r}.")
    labels, _ = await keeper.ask(kinds.labels, {thing.kind})
    return (
        environment()
        .get_template(template)
        .render(
            lang=language,
            w=words(language),
            thing=thing,
            name=named(thing, language),
            kind=labels[thing.kind][language] if thing.kind else "",
            said=said,
        )
    )


def _described(
    index: sqlite3.Connection, iri: str, language: str
) -> tuple[Suggestion | None, Sequence[tuple[str, str, str]]]:
    said = [(field, tag, text) for field, tag, text in index.execute(_SAID, (iri, language)) if field]
    return named_by(index, iri), said[:3]


def said(id: str) -> str:
    """The identifier; BadParameter when it was left out."""
    if not id:
        raise BadParameter("id= is missing: the identifier of what is to be shown")
    return id


def named(one: Suggestion, language: str) -> str:
    """Its label in the reader's language, or the other one."""
    return ((one.zh or one.en) if language == "zh" else (one.en or one.zh)) or one.iri
