"""The list of articles, newest first, a page at a time. Must not know HTTP."""

import asyncio
from dataclasses import dataclass
from typing import Final

from qkg.resources.article import named
from qkg.resources.figures import text
from qkg.resources.names import Named
from qkg.store.view import View

PAGE_SIZE: Final = 50
_COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?graph a qkg:ArticleGraph ; foaf:primaryTopic ?article }"
_LIST = """
SELECT ?article ?zh ?en ?date ?publisher ?publisher_zh ?publisher_en WHERE {{
  {{ SELECT ?article ?date WHERE {{
    ?graph a qkg:ArticleGraph ; foaf:primaryTopic ?article .
    OPTIONAL {{ ?article schema:datePublished ?date }}
  }} ORDER BY DESC(?date) ?article LIMIT {limit:d} OFFSET {offset:d} }}
  LATERAL {{ OPTIONAL {{ ?article rdfs:label ?zh FILTER(LANG(?zh) = "zh") }} }}
  LATERAL {{ OPTIONAL {{ ?article rdfs:label ?en FILTER(LANG(?en) = "en") }} }}
  LATERAL {{ OPTIONAL {{
    ?article schema:publisher ?publisher .
    OPTIONAL {{ ?publisher rdfs:label ?publisher_zh FILTER(LANG(?publisher_zh) = "zh") }}
    OPTIONAL {{ ?publisher rdfs:label ?publisher_en FILTER(LANG(?publisher_en) = "en") }}
  }} }}
}} ORDER BY DESC(?date) ?article"""


@dataclass(frozen=True)
class Listed:
    """An article in the list."""

    named: Named
    published: str
    publisher: Named | None


async def list_articles(view: View, page: int, size: int = PAGE_SIZE) -> tuple[int, list[Listed]]:
    """How many articles there are, and those of one page."""
    counted, rows = await asyncio.gather(
        view.known(_COUNT), view.known(_LIST.format(limit=size, offset=(page - 1) * size))
    )
    listed = {text(row, "article"): row for row in rows}
    return int(text(counted[0], "n")), [
        Listed(
            named(row, "article"),
            text(row, "date"),
            named(row, "publisher", "publisher") if "publisher" in row else None,
        )
        for row in listed.values()
    ]
