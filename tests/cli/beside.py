"""A store on an engine that was made beside another one: how it is begun and what it holds."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import CompletedProcess

import httpx
from bench.server import Command
from bench.server import Server as EngineServer

JSON = {"Accept": "application/sparql-results+json"}
COUNTS = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
EXTRA = (
    '<urn:d> <urn:p> "近1000家 \\"x\\"\\n甲"@zh <urn:extra> .\n'
    '_:b <urn:p> "2.50"^^<http://www.w3.org/2001/XMLSchema#decimal> <urn:extra> .\n'
    "<urn:d> <urn:p> _:b <urn:extra> .\n"
    '<urn:e> <urn:p> "1.0"^^<http://www.w3.org/2001/XMLSchema#decimal> .\n'
)
"""Signs that must be escaped, a blank node in two lines, decimals, and the unnamed graph."""


def done(result: CompletedProcess[str]) -> str:
    """What a command printed that succeeded."""
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout


@dataclass
class Green:
    """A new store on an engine that runs: its address, where it answers queries, settings that reach it."""

    address: str
    query: str
    variables: dict[str, str] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """The graphs and their sizes."""
        answer = httpx.post(self.query, data={"query": COUNTS}, headers=JSON, trust_env=False, timeout=60)
        rows = answer.json()["results"]["bindings"]
        return {row["g"]["value"]: int(row["n"]["value"]) for row in rows}


def started(stack: ExitStack, command: Command, place: Path, base: str) -> Green:
    """A server over what a loader made."""
    stack.enter_context(EngineServer(command, place / "server.log", 120))
    url = f"http://127.0.0.1:{command.port}"
    return Green(f"sparql+{url}{base}", url + command.path)
