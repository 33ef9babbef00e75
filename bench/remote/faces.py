"""The faces: the embedded store behind ``qkg serve``, an engine bare, and ``qkg serve`` before that engine.

Each engine is given the deadline too, so that it lets go of a query that was given up.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bench.engine import Engine
from bench.http import OK, Broken, Client
from bench.remote.stores import Stock
from bench.server import Command, Server, free_port

BASES: Final = {"fuseki": "/bench", "oxigraph": "", "virtuoso": "/sparql"}
"""The path of each engine's address, as ``qkg serve --store sparql+http://…`` takes it."""
READY: Final = "/health/ready"
UNLIMITED: Final = "MaxQueryExecutionTime = 600"


LET_GO: Final = 30.0
"""Seconds after which an engine gives up by itself at the earliest: qkg counts its graphs when it starts."""


def bare(engine: Engine, stock: Stock, seconds: float) -> Command:
    """The engine alone, over its store."""
    place, seconds = stock.folder(engine.name), max(seconds, LET_GO)
    command = engine.command(stock.data, place)
    if engine.name == "fuseki":
        command.words.insert(-1, f"--timeout={1000 * seconds:.0f}")
    elif engine.name == "oxigraph":
        command.words.extend(["--timeout-s", f"{seconds:.0f}"])
    elif engine.name == "virtuoso":
        ini = place / "virtuoso.ini"
        text = ini.read_text().replace(UNLIMITED, f"MaxQueryExecutionTime = {seconds:.0f}")
        ini.write_text(text)
    return command


def behind(qkg: Sequence[str], engine: str, port: int, seconds: float) -> Command:
    """``qkg serve`` before a running engine."""
    return _serve(qkg, f"sparql+http://127.0.0.1:{port}{BASES[engine]}", seconds)


def embedded(qkg: Sequence[str], stock: Stock, seconds: float) -> Command:
    """``qkg serve`` over its own store."""
    return _serve(qkg, str(stock.folder("qkg") / "store"), seconds)


def _serve(qkg: Sequence[str], store: str, seconds: float) -> Command:
    port = free_port()
    words = [*qkg, "serve", "--quiet", "--port", str(port), "--store", store]
    env = {"QKG_QUERY_SECONDS": f"{seconds:g}", "QKG_ENGINE_SURVEY_SECONDS": "0"}
    return Command(words, port, env=env, health=READY)


class Face(Server):
    """A server that, where it can tell, is asked for its health and not with a query.

    A query over everything may take longer before an engine than the deadline allows.
    """

    def answers(self, seconds: float) -> bool:
        """Whether it is there."""
        if not self.command.health:
            return super().answers(seconds)
        client = Client(self.port, seconds)
        try:
            head = f"GET {self.command.health} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
            return client.ask(head.encode()).status == OK
        except (OSError, Broken, ValueError, IndexError):
            return False
        finally:
            client.close()


def log(stock: Stock, engine: str, face: str) -> Path:
    """What a face has to say of itself."""
    return stock.place / f"{engine}-{face}.log"
