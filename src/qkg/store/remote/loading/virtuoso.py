"""Virtuoso's bulk loader: files that its server reads itself, several at a time, told over the SQL port."""

import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from qkg.errors import BadParameter, EngineError, EngineRefused
from qkg.store.remote.catalogue import META, UNION, published
from qkg.store.remote.credentials import Credentials
from qkg.store.remote.loading.loader import SAID, missing

PROGRAMS: Final = ("isql-vt", "isql-v")
FAILED: Final = "select ll_error from DB.DBA.load_list where ll_error is not null or ll_state <> 2;"
FORGET: Final = "delete from DB.DBA.load_list;"
GRAPH: Final = "urn:qkg:none"
"""For lines that name no graph; there are none."""


@dataclass
class Virtuoso:
    """A running server that is empty; ``survey`` asks it for its graphs over HTTP."""

    address: str
    sql: str
    credentials: Credentials
    survey: Callable[[], dict[str, int]]
    jobs: int = 2
    title = "Virtuoso"

    @property
    def advice(self) -> str:
        """It runs already."""
        return f"{self.address} holds it"

    def refuse(self) -> None:
        """See the protocol."""
        if self._program() is None:
            raise missing(self.title, PROGRAMS[0])
        ours = [name for name in self.survey() if published(name) or name.startswith(META)]
        if ours:
            raise BadParameter(
                f"{self.address} holds {len(ours):,} graphs already, as {ours[0]}; a new store needs an "
                "empty Virtuoso: start another on a folder and ports of its own"
            )

    def load(self, files: Sequence[Path]) -> None:
        """Register the files, read them side by side, write a checkpoint."""
        place = files[0].parent.absolute()
        if "'" in str(place):
            raise BadParameter(f"Virtuoso cannot read from {place}: a quotation mark; name another --work")
        self._say(f"{FORGET}\nld_dir ('{place}', '%.nq', '{GRAPH}');")
        started = [self._begun("rdf_loader_run ();") for _ in range(min(self.jobs, len(files)))]
        try:
            for one in started:
                self._ended(one)
        finally:
            for one in started:
                one.kill()
                one.wait()
        self._say("checkpoint;")
        said = self._say(FAILED)
        if "0 Rows" not in said:
            raise EngineError(
                f"Virtuoso could not load all files; it reads them itself, so that its DirsAllowed must name "
                f"{place}: {said.strip()[-SAID:]}"
            )

    def counts(self) -> dict[str, int]:
        """Over HTTP."""
        return {
            name: size for name, size in self.survey().items() if published(name) or name in (META, UNION)
        }

    def keep(self) -> None:
        """It stands where it is."""

    def drop(self) -> None:
        """Empty it again, as far as it can be reached."""
        try:
            self._say(f"{FORGET}\nlog_enable (3, 1);\nRDF_GLOBAL_RESET ();\ncheckpoint;")
        except (EngineError, EngineRefused):
            return

    def _program(self) -> str | None:
        return next((found for one in PROGRAMS if (found := shutil.which(one))), None)

    def _say(self, statements: str) -> str:
        return self._ended(self._begun(statements))

    def _begun(self, statements: str) -> "subprocess.Popen[str]":
        program = self._program() or PROGRAMS[0]
        who = (self.credentials.user or "dba", self.credentials.password)
        words = [program, self.sql, *who, "BANNER=OFF", "PROMPT=OFF", "VERBOSE=ON", "ERRORS=STDOUT"]
        try:
            begun = subprocess.Popen(  # noqa: S603 - the words are ours and the user's settings
                words,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                errors="replace",
            )
        except OSError as error:
            raise missing(self.title, program) from error
        if begun.stdin is not None:
            begun.stdin.write(statements + "\n")
            begun.stdin.flush()
        return begun

    def _ended(self, begun: "subprocess.Popen[str]") -> str:
        said, _ = begun.communicate()
        if begun.returncode or "*** Error" in said:
            raise EngineError(f"Virtuoso's {Path(str(begun.args[0])).name} at {self.sql} says: {_last(said)}")  # type: ignore[index]
        return said


def _last(said: str) -> str:
    _, error, rest = said.partition("*** Error")
    return " ".join((rest if error else said).split())[:SAID] or "nothing"
