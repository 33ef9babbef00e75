"""What is tried by writing: in graphs of its own, which go again.

Each trial says what it found and, when the profile promises more, how that contradicts it.
"""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Final

from qkg.errors import LiteralAltered, QkgError
from qkg.store.remote.catalogue import text
from qkg.store.remote.client import Client
from qkg.store.remote.fidelity import compared
from qkg.store.remote.questions import rows

SECONDS: Final = 60.0
LINES: Final = "".join(f'<urn:qkg:probe> <urn:qkg:p> "{number} 甲" .\n' for number in range(3))
LITERALS: Final = (
    '"plain"',
    '"甲"@zh',
    '"a\\nb\\"c\\\\"',
    '"近1000家"',
    '"9223372036854775807"^^<http://www.w3.org/2001/XMLSchema#integer>',
    '"99999999999999999999"^^<http://www.w3.org/2001/XMLSchema#integer>',
    '"0.1"^^<http://www.w3.org/2001/XMLSchema#decimal>',
    '"2021-05-13"^^<http://www.w3.org/2001/XMLSchema#date>',
    '"2021"^^<http://www.w3.org/2001/XMLSchema#gYear>',
    '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>',
    '"not a number"^^<http://www.w3.org/2001/XMLSchema#integer>',
)
NOWHERE: Final = "http://127.0.0.1:9/nothing"
"""Nothing is loaded from here, so that an update fails at its second step."""
Trial = Callable[[Client], Awaitable[tuple[str, str]]]


class Trials:
    """Trials below one IRI."""

    def __init__(self, client: Client, below: str) -> None:
        self._client, self._below = client, below
        self._used: list[str] = []

    def all(self) -> Iterator[tuple[str, str, Trial]]:
        """Name, what the profile says, and the trial."""
        profile = self._client.profile
        yield "graph PUT", "stored with Content-Length", self._put
        yield "update of two operations", "one step" if profile.atomic_updates else "two steps", self._atomic
        yield "blank nodes in updates", "taken" if profile.blank_updates else "refused", self._blank
        yield "literals", "kept" if profile.exact else "checked at each write", self._literals

    async def clean(self) -> None:
        """Drop what was made."""
        for name in self._used:
            try:
                await self._client.update(f"DROP SILENT GRAPH <{name}>", SECONDS)
            except QkgError:
                return

    async def _put(self, client: Client) -> tuple[str, str]:
        number = await self._stored("put", LINES)
        wrong = f"of 3 triples that were sent it holds {number}" if number != LINES.count("\n") else ""
        return ("stored", "") if not wrong else ("not stored", wrong)

    async def _atomic(self, client: Client) -> tuple[str, str]:
        first = self._graph("first")
        insert = f"INSERT DATA {{ GRAPH <{first}> {{ <urn:a> <urn:b> 1 }} }}"
        try:
            await client.update(f"{insert} ; LOAD <{NOWHERE}>", SECONDS)
            failed = False
        except QkgError:
            failed = True
        left = await self._count(first)
        if not failed:
            return "the failing update did not fail", ""
        wrong = "an update that failed left half of its work behind"
        return ("one step", "") if not left else ("two steps", wrong if client.profile.atomic_updates else "")

    async def _blank(self, client: Client) -> tuple[str, str]:
        graph = self._graph("blank")
        try:
            await client.update(f"INSERT DATA {{ GRAPH <{graph}> {{ _:a <urn:b> 1 }} }}", SECONDS)
        except QkgError:
            return "refused", "they are refused" if client.profile.blank_updates else ""
        return "taken", ""

    async def _literals(self, client: Client) -> tuple[str, str]:
        altered = []
        for number, literal in enumerate(LITERALS):
            line = f"<urn:qkg:probe> <urn:qkg:p> {literal} .\n"
            try:
                await self._kept(f"literal-{number}", line)
            except QkgError as error:
                if not isinstance(error, LiteralAltered) and client.profile.exact:
                    raise
                altered.append(literal)
        found = f"alters {', '.join(altered)}" if altered else "kept"
        return found, found if altered and client.profile.exact else ""

    async def _kept(self, name: str, lines: str) -> None:
        file = await asyncio.to_thread(_written, lines)
        try:
            graph = self._graph(name)
            await self._client.put(graph, file, SECONDS)
            await compared(self._client, graph, file, lines.count("\n"), SECONDS)
        finally:
            file.unlink()

    async def _stored(self, name: str, lines: str) -> int:
        graph = self._graph(name)
        file = await asyncio.to_thread(_written, lines)
        try:
            await self._client.put(graph, file, SECONDS)
        finally:
            file.unlink()
        return await self._count(graph)

    async def _count(self, graph: str) -> int:
        query = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        return int(text((await rows(self._client, query, SECONDS))[0], "n"))

    def _graph(self, name: str) -> str:
        self._used.append(self._below + name)
        return self._used[-1]


def _written(lines: str) -> Path:
    with tempfile.NamedTemporaryFile("w", suffix=".nt", delete=False, encoding="utf-8") as file:
        file.write(lines)
    return Path(file.name)
