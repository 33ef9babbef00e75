"""Many files to drafts, in processes of their own when there are several.

Owns the names of drafts and the processes. A file that kills its process is an outcome too.
"""

import re
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from qkg.ingest import english
from qkg.ingest.extractors import Asked, Helpers
from qkg.ingest.gazetteer import Gazetteer
from qkg.ingest.working import Outcome, Told, work

LOST: Final = "the process that read it died"
_held: list[tuple[Gazetteer, Helpers | None]] = []
"""The gazetteer and the other extractors of a process of the pool."""


def names(paths: Sequence[Path]) -> list[str]:
    """A name for each file, of ASCII letters, digits and hyphens, none twice."""
    taken: set[str] = set()
    given = []
    for path in paths:
        stem = english.slug(re.sub(r"\.(?:raw|clean)$", "", path.stem))
        name, number = stem, 1
        while name in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name)
        given.append(name)
    return given


def outcomes(
    paths: Sequence[Path], told: Told, gazetteer: Gazetteer, jobs: int, asked: Asked | None = None
) -> Iterator[Outcome]:
    """The outcome of each file, as they are done; ``asked`` says which other extractors help."""
    orders = [(path, replace(told, name=name)) for path, name in zip(paths, names(paths), strict=True)]
    if jobs < 2 or len(orders) < 2:  # noqa: PLR2004 - one at a time
        helpers = Helpers(asked) if asked else None
        for path, one in orders:
            yield work(path, one, gazetteer, helpers)
        return
    context = get_context("spawn")
    pool = ProcessPoolExecutor(jobs, context, _begin, (gazetteer, asked))
    try:
        running: dict[Future[Outcome], Path] = {pool.submit(_one, *each): each[0] for each in orders}
        for done in as_completed(running):
            try:
                yield done.result()
            except BrokenProcessPool:
                yield Outcome(running[done], reason=LOST)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin(gazetteer: Gazetteer, asked: Asked | None) -> None:
    """Ctrl-C is the business of the process that was started by the user."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _held.append((gazetteer, Helpers(asked) if asked else None))


def _one(path: Path, told: Told) -> Outcome:
    return work(path, told, *_held[0])
