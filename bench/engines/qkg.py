"""qkg itself, from this checkout or by another command."""

from pathlib import Path

from bench.cache import run
from bench.server import Command, free_port

WITHOUT_SHAPES = ["env", "QKG_CHECK_SHAPES=false"]
"""Generated articles are thinned and would not pass the shapes; no other engine checks any."""

WAITING = 256


class Qkg:
    """The system that all this is about."""

    name, title, stores = "qkg", "qkg serve", True

    def __init__(self, words: list[str]) -> None:
        self._words = words

    def install(self) -> str:
        """Nothing to fetch."""
        return run([*self._words, "--version"]).split()[-1]

    def load(self, data: Path, place: Path) -> None:
        """``qkg load`` into a store of its own, the rules included."""
        load = [*self._words, "load", "--quiet", "--empty", str(data), "--store", str(place / "store")]
        run([*WITHOUT_SHAPES, *load])

    def command(self, data: Path, place: Path) -> Command:
        """The server over the store, with room for all clients to wait."""
        port = free_port()
        words = [*self._words, "serve", "--quiet", "--port", str(port), "--store", str(place / "store")]
        return Command(words, port, env={"QKG_WAITING": str(WAITING)}, health="/health/ready")
