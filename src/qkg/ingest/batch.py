"""Many files to drafts, in processes of their own when there are several.

Owns the names of drafts. A file that kills its process is an outcome too.
"""

import re
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from qkg.ingest import english
from qkg.ingest.extractors import Asked, Helpers
from qkg.ingest.gazetteer import Gazetteer
from qkg.ingest.workers import Death, Workers
from qkg.ingest.working import Outcome, Told, work

LOST: Final = "the process that read it died"
Known = tuple[Gazetteer, Asked | None]
Order = tuple[Path, Told]


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
) -> Generator[Outcome, None, None]:
    """The outcome of each file, as they are done; ``asked`` says which other extractors help.

    A file whose process died is read once more when all others are done, and by one process alone.
    """
    orders = [(path, replace(told, name=name)) for path, name in zip(paths, names(paths), strict=True)]
    known = (gazetteer, asked)
    if len(orders) == 1:
        yield _begin(known)(orders[0])
        return
    suspects: deque[Order] = deque()
    for order, came in _in_processes(jobs, known, deque(orders)):
        if isinstance(came, Death):
            suspects.append(order)
        else:
            yield came
    for order, came in _in_processes(1, known, suspects):
        yield _lost(order, came) if isinstance(came, Death) else came


def _in_processes(jobs: int, known: Known, orders: deque[Order]) -> Iterator[tuple[Order, Outcome | Death]]:
    with Workers(jobs, _begin, known) as workers:
        for done in workers.rounds(orders):
            yield from done


def _begin(known: Known) -> Callable[[Order], Outcome]:
    """In a process: what reads a file."""
    gazetteer, asked = known
    helpers = Helpers(asked) if asked else None
    return lambda order: work(*order, gazetteer, helpers)


def _lost(order: Order, death: Death) -> Outcome:
    return Outcome(order[0], reason=f"{LOST}, also when it was read alone ({death}): too little memory?")
