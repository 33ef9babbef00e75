"""What a loader of an engine can do, and how its programs are run."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Protocol

from qkg.errors import BadParameter, EngineError, EngineRefused

SAID: Final = 300


class Loader(Protocol):
    """Makes one new store out of files of N-Quads.

    title: what messages call the engine. advice: what to do next, for people.
    """

    title: str

    @property
    def advice(self) -> str:
        """How readers get at what was loaded."""
        ...

    def refuse(self) -> None:
        """BadParameter when something is there already; EngineRefused when a program is missing."""
        ...

    def load(self, files: Sequence[Path]) -> None:
        """Load them; EngineError when the loader fails."""
        ...

    def counts(self) -> dict[str, int]:
        """How many triples each graph has now, as the engine itself counts them."""
        ...

    def keep(self) -> None:
        """What was loaded is sound: it takes its place."""
        ...

    def drop(self) -> None:
        """It is not: take it away again."""
        ...


def run(title: str, words: Sequence[str]) -> str:
    """Run one of its programs to the end; what it printed."""
    try:
        done = subprocess.run(  # noqa: S603 - the words are ours and the user's settings
            words, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False
        )
    except OSError as error:
        raise missing(title, words[0]) from error
    if done.returncode:
        said = (done.stderr or done.stdout).strip()[-SAID:] or "it says nothing"
        raise EngineError(f"the loader of {title} failed with exit code {done.returncode}: {said}")
    return done.stdout


def missing(title: str, program: str) -> EngineRefused:
    """The error for a program that is not there."""
    return EngineRefused(f"{program} of {title} is not to be found; install it, or add it to the PATH")


def empty(place: Path) -> None:
    """BadParameter unless a new folder can stand there."""
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise BadParameter(f"{place} is there already; a new store needs a new or an empty folder")


def graphs_in(document: str) -> dict[str, int]:
    """The answer to ``SURVEY`` in SPARQL JSON."""
    rows = json.loads(document[document.index("{") :])["results"]["bindings"]
    return {row["g"]["value"]: int(row["n"]["value"]) for row in rows if "g" in row}
