"""Loaders that fill a folder, which a server is then started on: TDB2 for Fuseki, and ``oxigraph load``.

The folder is made beside its place, counted there, and renamed when it is sound.
"""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from qkg.errors import EngineRefused
from qkg.store.remote.catalogue import SURVEY
from qkg.store.remote.loading.loader import empty, graphs_in, missing, run

BATCH: Final = 200
"""Files named in one command: a command line has an end."""


class Folder:
    """A folder in the making."""

    title = ""

    def __init__(self, place: Path) -> None:
        self._place = place.absolute()
        self._beside = self._place.with_name(f".{self._place.name}.loading-{os.getpid()}")

    def refuse(self) -> None:
        """See the protocol."""
        empty(self._place)

    def keep(self) -> None:
        """Rename it into its place."""
        if self._place.exists():
            self._place.rmdir()
        self._beside.rename(self._place)

    def drop(self) -> None:
        """Remove it."""
        shutil.rmtree(self._beside, ignore_errors=True)

    def _fresh(self) -> Path:
        self.drop()
        self._beside.mkdir(parents=True)
        return self._beside


class Tdb2(Folder):
    """``tdb2.tdbloader`` of Jena: from the PATH, or out of the jar of Fuseki."""

    title = "Apache Jena TDB2"

    def __init__(self, place: Path, jar: Path | None) -> None:
        super().__init__(place)
        self._jar = jar

    @property
    def advice(self) -> str:
        """The server over it."""
        jar = self._jar or "jena-fuseki-server.jar"
        return f"java -jar {jar} --localhost --port=PORT --update --tdb2 --loc={self._place} /ds"

    def refuse(self) -> None:
        """See the protocol."""
        super().refuse()
        program = self._words("tdb2.tdbloader")[0]
        if shutil.which(program) is None:
            raise EngineRefused(
                f"{program} is not to be found: add Jena's bin folder to the PATH, or name the jar of Fuseki "
                "with QKG_JENA_JAR (and have Java)"
            )
        if self._jar is not None and not self._jar.is_file():
            raise EngineRefused(f"QKG_JENA_JAR names {self._jar}, which is no file")

    def load(self, files: Sequence[Path]) -> None:
        """The parallel loader."""
        words = [*self._words("tdb2.tdbloader"), "--loader=parallel", f"--loc={self._fresh()}"]
        run(self.title, [*words, *map(str, files)])

    def counts(self) -> dict[str, int]:
        """Asked of the folder by ``tdb2.tdbquery``."""
        words = [*self._words("tdb2.tdbquery"), f"--loc={self._beside}", "--results=JSON", SURVEY]
        return graphs_in(run(self.title, words))

    def _words(self, program: str) -> list[str]:
        return [program] if self._jar is None else ["java", "-cp", str(self._jar), program]


class Oxigraph(Folder):
    """``oxigraph load``."""

    title = "oxigraph"

    def __init__(self, place: Path, program: str) -> None:
        super().__init__(place)
        self._program = program

    @property
    def advice(self) -> str:
        """The server over it."""
        return f"oxigraph serve --location {self._place} --bind 127.0.0.1:PORT"

    def refuse(self) -> None:
        """See the protocol."""
        super().refuse()
        if shutil.which(self._program) is None:
            raise missing(self.title, self._program)

    def load(self, files: Sequence[Path]) -> None:
        """Some files at a time, each whole."""
        place = str(self._fresh())
        for start in range(0, len(files), BATCH):
            some = [str(one) for one in files[start : start + BATCH]]
            run(self.title, [self._program, "load", "--location", place, "--file", *some])

    def counts(self) -> dict[str, int]:
        """Asked of the folder by ``oxigraph query``."""
        words = [self._program, "query", "--location", str(self._beside), "--results-format", "json"]
        return graphs_in(run(self.title, [*words, "--query", SURVEY]))
