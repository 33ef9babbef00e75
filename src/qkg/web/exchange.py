"""One HTTP request and its answer as plain ASGI values: what the fast endpoints stand on.

Owns the reading of headers, query string and small bodies, and the writing of whole answers.
Must not know SPARQL. Nothing here makes an object that the answer does not need.
"""

import json
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass
from email.message import Message
from typing import Any, Final
from urllib.parse import parse_qsl

from starlette.types import Receive, Scope, Send

from qkg.web.headers import SAFE, with_policy
from qkg.web.problems import Problem, Refusal

Pairs = list[tuple[str, str]]
Headers = list[tuple[bytes, bytes]]
MAX_FIELDS: Final = 2000
NOT_ALLOWED: Final = 405
FORM: Final = "application/x-www-form-urlencoded"


class Left(Exception):
    """The client has gone; nobody reads an answer."""


@dataclass(frozen=True)
class Reply:
    """A whole answer. Its length and the safe headers are added when it is sent."""

    status: int
    headers: Headers
    body: bytes = b""


class Exchange:
    """A request, with the means to answer it."""

    __slots__ = ("_headers", "method", "patience", "public", "receive", "scope", "send", "started")

    def __init__(
        self, scope: Scope, receive: Receive, send: Send, public: str = "", patience: float = 10
    ) -> None:
        self.scope, self.receive, self.send, self.public = scope, receive, send, public
        self.patience = patience
        self.method: str = scope["method"]
        self.started = False
        self._headers: dict[bytes, bytes] | None = None

    def header(self, name: bytes) -> str:
        """A header's value, several ones joined by commas (RFC 9110 §5.3); empty when absent."""
        if self._headers is None:
            self._headers = _joined(self.scope["headers"])
        return self._headers.get(name, b"").decode("latin-1")

    def pairs(self) -> Pairs:
        """The query string as names and values; a Refusal when it is not UTF-8."""
        return pairs(self.scope["query_string"].decode("latin-1"))

    def base(self) -> str:
        """Scheme and authority as the client wrote them (or as set), without a slash at the end."""
        if self.public:
            return self.public
        host = self.header(b"host") or "localhost"
        return f"{self.scope['scheme']}://{host}"

    def path(self) -> str:
        """The path as it stood in the request, percent-encoded."""
        raw: bytes | None = self.scope.get("raw_path")
        return (raw or self.scope["path"].encode()).decode("latin-1")

    async def blocks(self) -> AsyncIterator[bytes]:
        """The body as it arrives; Left when the client goes before its end."""
        more = True
        while more:
            message = await self.receive()
            if message["type"] == "http.disconnect":
                raise Left
            if body := message.get("body"):
                yield body
            more = message.get("more_body", False)

    async def disconnected(self) -> None:
        """Wait until the client has gone; to be called after the body was read."""
        while (await self.receive())["type"] != "http.disconnect":
            pass

    async def reply(self, reply: Reply, policy: str = "") -> None:
        """Send a whole answer; a HEAD request gets the length without the body.

        policy: a Content-Security-Policy other than that of all answers.
        """
        length = b"%d" % len(reply.body)
        headers = [*reply.headers, *(with_policy(policy) if policy else SAFE)]
        if reply.status not in (204, 304):
            headers.append((b"content-length", length))
        await self.start(reply.status, headers)
        body = b"" if self.method == "HEAD" else reply.body
        await self.send({"type": "http.response.body", "body": body})

    async def start(self, status: int, headers: Iterable[tuple[bytes, bytes]]) -> None:
        """Send status and headers; from here on an error can only break the answer off."""
        self.started = True
        await self.send({"type": "http.response.start", "status": status, "headers": headers})

    async def refuse(self, problem: Problem, more: Mapping[str, str] | None = None) -> None:
        """Send a problem document; OPTIONS is told what is allowed instead (RFC 9110 §9.3.7)."""
        if self.method == "OPTIONS" and problem.status == NOT_ALLOWED:
            allowed = f"{problem.headers['Allow']}, OPTIONS"
            return await self.reply(Reply(204, encoded({"allow": allowed, **(more or {})})))
        await self.reply(problem_reply(problem, more))


def _joined(raw: Iterable[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    for name, value in raw:
        found[name] = found[name] + b", " + value if name in found else value
    return found


def pairs(text: str) -> Pairs:
    """Form-encoded text as names and values in order."""
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MAX_FIELDS)
    except UnicodeDecodeError as error:
        raise bad("not-utf-8", "The parameters are not UTF-8 text.") from error
    except ValueError as error:
        raise bad("too-many-parameters", f"There are more than {MAX_FIELDS} parameters.") from error


def bad(slug: str, detail: str, status: int = 400, **headers: str) -> Refusal:
    """A refusal with the usual title."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Refusal(Problem(status, slug, "The request cannot be used", detail, headers=named))


def not_allowed(methods: Iterable[str]) -> Problem:
    """405 with what is allowed."""
    listed = ", ".join(methods)
    detail = f"This address answers {listed}."
    return Problem(
        NOT_ALLOWED, "method-not-allowed", "The method is not allowed", detail, headers={"Allow": listed}
    )


def problem_reply(problem: Problem, more: Mapping[str, str] | None = None) -> Reply:
    """A problem document as an answer."""
    headers = {"content-type": "application/problem+json", "cache-control": "no-store"}
    headers |= {name.lower(): value for name, value in {**problem.headers, **(more or {})}.items()}
    return Reply(problem.status, encoded(headers), problem.body())


def json_reply(content: Any, status: int = 200, **more: str) -> Reply:
    """JSON that is not to be kept by anyone."""
    headers = {"content-type": "application/json", "cache-control": "no-store", **more}
    return Reply(status, encoded(headers), json.dumps(content, ensure_ascii=False).encode())


def encoded(headers: Mapping[str, str]) -> Headers:
    """Headers as ASGI wants them; what is not Latin-1 is replaced."""
    return [(name.encode("latin-1"), value.encode("latin-1", "replace")) for name, value in headers.items()]


def content_type(exchange: Exchange) -> tuple[str, dict[str, str]]:
    """The body's media type and its parameters, both in lower case names."""
    message = Message()
    message["content-type"] = exchange.header(b"content-type") or "none/none"
    found = message.get_params() or []
    kind = found[0][0].lower() if found else ""
    return kind, {name.lower(): value for name, value in found[1:]}
