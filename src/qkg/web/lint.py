"""``POST /lint``: whether a query can be parsed, and where not, without an answer being computed.

The query is given to a reader over no graph at all, with a short deadline: the engine's own parser speaks, no
other is needed, and a query that is costly over nothing ends with its process. SERVICE is never asked.
"""

from typing import Final

from qkg.errors import QkgError, ServiceRefused, Stopped, SyntaxProblem, UnknownPrefix
from qkg.sparql.reach import services
from qkg.sparql.table import ROWS, TRIPLES
from qkg.store.contract import Request
from qkg.web.asking import DIRECT, checked_type
from qkg.web.bodies import read_text
from qkg.web.exchange import FORM, Exchange, json_reply, not_allowed, pairs
from qkg.web.language import choose
from qkg.web.pages import words
from qkg.web.parts import Parts
from qkg.web.place import Json
from qkg.web.problem_pages import explained
from qkg.web.problems import of_error
from qkg.web.question import with_base
from qkg.web.sparql import moved_back
from qkg.web.visit import remembered

SECONDS: Final = 1.0
METHODS: Final = ("POST",)


class Lint:
    """Looks at queries (an endpoint of ``web.front``)."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def __call__(self, exchange: Exchange) -> None:
        """One query, as a body or as the field ``query``; 200 with what is wrong, which may be nothing."""
        if exchange.method not in METHODS:
            return await exchange.refuse(not_allowed(METHODS))
        kind = checked_type(exchange, DIRECT)
        body = await read_text(exchange, self._parts.settings.max_query_bytes, "A query")
        text = dict(pairs(body)).get("query", "") if kind == FORM else body
        found = await self._problem(text, exchange.base() + "/sparql")
        language = _language(exchange)
        await exchange.reply(json_reply({"problems": [told(found, language)] if found else []}))

    async def _problem(self, text: str, base: str) -> QkgError | None:
        """What is wrong; None where nothing is, or where only an evaluation would tell."""
        based, moved = with_base(text, base)
        try:
            if self._parts.settings.allow_service.strip() and services(text):
                return None
            request = Request(based, ROWS, TRIPLES, default_graphs=(), named_graphs=(), seconds=SECONDS)
            await (await self._parts.store.query(request)).aclose()
        except SyntaxProblem as error:
            return moved_back(error, moved)
        except Stopped:
            return None
        except ServiceRefused as error:
            return error
        return None


def told(error: QkgError, language: str) -> Json:
    """The problem document, its title and reason in the reader's language."""
    problem = of_error(error)
    title, help = explained(problem.slug, language) or (problem.title, "")
    document = {**problem.document(), "title": title, "help": help}
    if hint := str(document.get("hint", "")):
        document["hint"] = _hint(hint, language)
    return {**document, "detail": _reason(error, language) or document["detail"]}


def _hint(hint: str, language: str) -> str:
    """The repair; what is to be added is the same in every language."""
    added = hint.partition("add: ")[2]
    return words(language).lint_add.format(text=added) if added else hint


def _reason(error: QkgError, language: str) -> str:
    """A sentence about a syntax error; the place is told apart."""
    if not isinstance(error, SyntaxProblem):
        return ""
    if language == "en":
        return error.reason
    told, reason = words(language), error.reason
    if isinstance(error, UnknownPrefix):
        return told.lint_prefix.format(prefix=reason.split()[2])
    if reason.startswith("this is an update"):
        return told.lint_update
    quoted = reason.partition(" at or before ")[2]
    return told.lint_near.format(text=quoted) if quoted else told.lint_end


def _language(exchange: Exchange) -> str:
    asked = dict(exchange.pairs()).get("lang") or remembered(exchange.header(b"cookie"))
    return choose(asked, exchange.header(b"accept-language"))
