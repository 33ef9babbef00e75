"""A run from the list of texts to the manifest, begun or continued. Owns the folder and its lock."""

import fcntl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from qkg.dataset import manifest
from qkg.dataset.manifest import MANIFEST, Manifest
from qkg.errors import OutputProblem
from qkg.ingest.scale import finishing, job, sealing, texts, trail, writing
from qkg.ingest.scale.finishing import Finish
from qkg.ingest.scale.job import Job, Knowledge
from qkg.ingest.scale.texts import LIST, Part
from qkg.ingest.scale.working import judge
from qkg.ingest.working import Told

LOCK: Final = ".lock"

Engine = Callable[[Job, Knowledge, Sequence[Part], Callable[[], None]], None]
"""Does the parts, wherever; calls the last argument now and then."""


@dataclass(frozen=True)
class Asked:
    """What the user asks for: texts, what is said of them, how many in a part, the folder."""

    paths: Sequence[Path]
    told: Told
    per_part: int
    out: Path


def run(asked: Asked, knowledge: Knowledge, engine: Engine, heard: Callable[[int], None]) -> Manifest:
    """Do what is not done yet; ``heard`` is told how many texts are in finished parts."""
    with _locked(asked.out) as folder:
        listed = list(texts.lines(asked.paths))
        order = Job(folder, asked.told)
        identity = job.identity(order, texts.digest(listed), asked.per_part, knowledge)
        job.begin(folder, identity)
        parts = texts.parts(listed, asked.per_part)
        if not (folder / MANIFEST).exists():
            writing.replace(folder / LIST, b"".join(listed))
            del listed
            _work(order, knowledge, parts, engine, heard)
            Finish(folder, parts).manifest(identity, judge(knowledge.context).lines)
        made = manifest.read(folder / MANIFEST)
        finishing.tidy(folder, made)
        return made


def _work(
    order: Job, knowledge: Knowledge, parts: Sequence[Part], engine: Engine, heard: Callable[[int], None]
) -> None:
    place = order.folder / sealing.PARTS
    _clear(place)
    left = sealing.missing(order.folder, parts)
    for part in left:
        sealing.seal_file(order.folder, part.name).unlink(missing_ok=True)
    try:
        if left:
            engine(order, knowledge, left, lambda: heard(sealing.done(order.folder, parts)))
    finally:
        _clear(place)
    heard(sealing.done(order.folder, parts))


def _clear(place: Path) -> None:
    writing.sweep(place)
    trail.forget(place)


@contextmanager
def _locked(out: Path) -> Iterator[Path]:
    """The folder, made where it is not there, for one run at a time."""
    folder = out.absolute()
    try:
        (folder / sealing.PARTS).mkdir(parents=True, exist_ok=True)
        lock = (folder / LOCK).open("ab")
    except OSError as error:
        raise OutputProblem(f"the folder {out} cannot be made: {error.strerror}") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise OutputProblem(f"another qkg ingest works in {out}") from error
        yield folder
