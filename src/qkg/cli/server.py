"""A running server, as ``load`` and ``backup`` speak to it: SPARQL 1.1 over HTTP, with a bearer token.

Each write is one request, so that it is all or nothing. A server's refusal becomes one sentence.
"""

import tempfile
from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import IO, TYPE_CHECKING, Final

import httpx
import pyoxigraph as ox

from qkg.cli.stretches import Stretches
from qkg.errors import BadParameter, ServerProblem

if TYPE_CHECKING:
    from qkg.dataset.backup import Snapshot

NT: Final = "application/n-triples"
JSON: Final = "application/sparql-results+json"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
LIST: Final = "SELECT ?g { GRAPH ?g {} }"
TRIES: Final = 5
OK: Final = range(200, 300)


class Server:
    """One server by its address."""

    def __init__(self, address: str, token: str = "") -> None:
        if not address.startswith(("http://", "https://")):
            raise BadParameter(f"{address!r} is no address of a server; it starts with http:// or https://")
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        timeout = httpx.Timeout(30, read=None, write=None)
        self._client = httpx.Client(base_url=address, headers=headers, timeout=timeout, trust_env=False)
        self._address = address

    def close(self) -> None:
        """Hang up."""
        self._client.close()

    def insert(self, quads: Iterable[ox.Quad]) -> int:
        """Add quads in one request: a single graph through the graph store, several by one update."""
        with tempfile.TemporaryFile() as file:
            graphs = Stretches(file, quads)
            if len(graphs.names) == 1:
                (name,) = graphs.names
                self._post("/graph-store", NT, graphs.triples(), {"graph": name} if name else {"default": ""})
            elif graphs.names:
                self._post("/update", UPDATE, graphs.insertion(), {})
        return graphs.count

    def select(self, query: str) -> tuple[bytes, int]:
        """The answer of a SELECT as SPARQL JSON, and the number of the generation that gave it."""
        headers = {"Accept": JSON, "Content-Type": QUERY}
        request = self._client.build_request("POST", "/sparql", content=query.encode(), headers=headers)
        response = self._checked(request)
        return response.read(), int(_generation(response))

    def update(self, text: str) -> int:
        """One update, all or nothing; the number of the generation after it."""
        headers = {"Content-Type": UPDATE}
        request = self._client.build_request("POST", "/update", content=text.encode(), headers=headers)
        response = self._checked(request)
        response.close()
        return int(_generation(response))

    def _post(self, path: str, kind: str, content: Iterator[bytes], params: dict[str, str]) -> None:
        headers = {"Content-Type": kind}
        self._checked(
            self._client.build_request("POST", path, params=params, content=content, headers=headers)
        ).close()

    def _checked(self, request: httpx.Request) -> httpx.Response:
        try:
            response = self._client.send(request, stream=True)
            if response.status_code not in OK:
                response.read()
        except httpx.HTTPError as error:
            raise ServerProblem(f"{self._address} does not answer: {error}") from error
        if response.status_code not in OK:
            raise ServerProblem(f"{self._address} refuses: {response.status_code}, {_reason(response)}")
        return response

    def _get(self, path: str, accept: str, **params: str) -> httpx.Response:
        request = self._client.build_request("GET", path, params=params, headers={"Accept": accept})
        return self._checked(request)

    def snapshot(self, spool: IO[bytes]) -> "Snapshot":
        """All graphs of one generation, by way of ``spool``; asked again when a commit came between."""
        from qkg.dataset.backup import Snapshot

        for _ in range(TRIES):
            spool.seek(0)
            spool.truncate()
            listed = self._get("/sparql", "text/csv", query=LIST)
            generation, graphs = _generation(listed), listed.read().decode().splitlines()[1:]
            if all(self._copy(name, generation, spool) for name in ("", *graphs)):
                time = parsedate_to_datetime(listed.headers["last-modified"]).astimezone(UTC)
                return Snapshot(int(generation), time, tuple(graphs), _again(spool))
        raise ServerProblem(f"{self._address} is written to so often that no backup of one state can be had")

    def _copy(self, graph: str, generation: str, spool: IO[bytes]) -> bool:
        """Whether the graph was there and of that generation."""
        response = self._get("/graph-store", NT, **({"graph": graph} if graph else {"default": ""}))
        end = b" <" + graph.encode() + b"> .\n" if graph else b" .\n"
        try:
            if _generation(response) != generation:
                return False
            rest = b""
            for block in response.iter_bytes(1 << 20):
                *lines, rest = (rest + block).split(b"\n")
                spool.writelines(line.rstrip()[:-1].rstrip() + end for line in lines if line)
        except httpx.HTTPError as error:
            raise ServerProblem(f"{self._address} broke off in the middle of a graph: {error}") from error
        finally:
            response.close()
        return True


def _generation(response: httpx.Response) -> str:
    found: str | None = response.headers.get("qkg-generation")
    if found is None:
        raise ServerProblem(f"{response.url} does not say which generation it answers with: it is not qkg")
    return found


def _reason(response: httpx.Response) -> str:
    try:
        problem = response.json()
        return str(problem.get("detail") or problem.get("title"))
    except (ValueError, AttributeError):
        return response.text[:200].strip() or response.reason_phrase


async def _again(spool: IO[bytes]) -> AsyncIterator[bytes]:
    spool.seek(0)
    while block := spool.read(1 << 20):
        yield block
