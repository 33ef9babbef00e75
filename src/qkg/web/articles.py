"""``/articles`` and ``/article/<slug>``: what was read, and the reading view with its evidence both ways.

The data of an article is its graph in every syntax; the running text is shown only where the operator
supplied it, and never part of the data.
"""

import json
from typing import Any, Final

from qkg.errors import NoSuchPage
from qkg.media import GRAPH_FORMATS, Format, Kind
from qkg.resources.article import Article, read_article
from qkg.resources.articles import PAGE_SIZE, Listed, list_articles
from qkg.resources.periods import dates_worded
from qkg.resources.reading import Reading, read
from qkg.resources.sources import Sources
from qkg.resources.wording import told_with_period
from qkg.store.answer import collect
from qkg.web.pages import words
from qkg.web.paging import Pager, page_number
from qkg.web.place import Data, Json, Place, Shown
from qkg.web.review_texts import with_reviewed
from qkg.web.visit import Visit

JSON: Final = Format("json", "application/json", "json", Kind.ROWS, None)
SYNTAXES: Final = tuple(one for one in GRAPH_FORMATS if one.name != "jsonld-expanded")
PAGE: Final[Json] = {"name": "page", "in": "query", "schema": {"type": "integer", "minimum": 1}}


def articles() -> Place:
    """The list of articles, newest first."""
    return Place("/articles", "The articles", _show_list, _list, (JSON,), parameters=(PAGE,))


def article(sources: Sources) -> Place:
    """The reading view."""

    async def show(visit: Visit) -> Shown:
        texts = await with_reviewed(sources, visit.settings, visit.here["slug"])
        reading = await read(visit.view, visit.here["slug"], texts)
        if reading is None:
            raise _none(visit)
        return _shown(visit, reading)

    example = {"slug": "cqn-2021-05-13"}
    return Place("/article/{slug}", "An article with its evidence", show, _graph, SYNTAXES, example=example)


def _none(visit: Visit) -> NoSuchPage:
    return NoSuchPage(
        f"There is no article called {visit.here['slug'][:100]}.", (("/articles", "文章 · articles"),)
    )


def _shown(visit: Visit, reading: Reading) -> Shown:
    language, told = visit.language, words(visit.language)
    title = reading.article.titles.get(language) or reading.article.headline or reading.article.slug
    description = told.article_description.format(title=title, n=reading.facts)
    values: dict[str, Any] = {
        "reading": reading,
        "article": reading.article,
        "date": dates_worded(reading.article.published, language),
        "said": lambda figure: told_with_period(figure, language),
    }
    return Shown("article.html", title, description, values, _news_article(visit, reading.article))


def _news_article(visit: Visit, article: Article) -> Json:
    """schema.org data of the article itself; the page is about it."""
    found: Json = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": article.iri,
        "headline": article.headline or next(iter(article.titles.values()), article.slug),
        "inLanguage": "zh",
        "mainEntityOfPage": visit.base + visit.path,
    }
    if article.alternative:
        found["alternativeHeadline"] = article.alternative
    if article.published:
        found["datePublished"] = article.published
    if article.authors:
        found["author"] = [_agent("Person", one.iri, one.name("zh")) for one in article.authors]
    if article.publisher:
        found["publisher"] = _agent(
            "NewsMediaOrganization", article.publisher.iri, article.publisher.name("zh")
        )
    return found


def _agent(kind: str, iri: str, name: str) -> Json:
    return {"@type": kind, "@id": iri, "name": name}


async def _graph(visit: Visit, format: Format) -> Data:
    found = await read_article(visit.view, visit.here["slug"])
    if found is None:
        raise _none(visit)
    view = visit.view
    return Data(await collect(await view.store.graph(found.graph, format, view.generation.number)))


async def _show_list(visit: Visit) -> Shown:
    told = words(visit.language)
    page = page_number(visit)
    total, listed = await list_articles(visit.view, page)
    pager = Pager(visit, page, PAGE_SIZE, total)
    dated = [(one, dates_worded(one.published, visit.language)) for one in listed]
    return Shown("articles.html", told.articles_title, told.articles_lead, {"listed": dated, "pager": pager})


async def _list(visit: Visit, _format: Format) -> Data:
    total, listed = await list_articles(visit.view, page_number(visit))
    body = {"total": total, "articles": [_entry(visit, one) for one in listed]}
    return Data(json.dumps(body, ensure_ascii=False).encode())


def _entry(visit: Visit, one: Listed) -> Json:
    return {
        "iri": one.named.iri,
        "page": f"{visit.base}/article/{one.named.slug}",
        "names": dict(one.named.names),
        "published": one.published,
        "publisher": one.publisher.iri if one.publisher else None,
    }
