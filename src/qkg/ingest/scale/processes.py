"""Parts on processes of this machine. One that dies costs its part alone, which is begun again."""

from collections import Counter, deque
from collections.abc import Callable, Sequence
from typing import Final

from qkg.errors import QkgError, RunStopped
from qkg.ingest.scale.job import Job, Knowledge
from qkg.ingest.scale.texts import Part
from qkg.ingest.scale.trail import DEATHS
from qkg.ingest.scale.working import work
from qkg.ingest.workers import Death, Workers

ATTEMPTS: Final = DEATHS + 2
"""So often a part is begun before the run is given up."""


def run(job: Job, knowledge: Knowledge, parts: Sequence[Part], jobs: int, heard: Callable[[], None]) -> None:
    """Do all parts; ``heard`` is called now and then. RunStopped where one cannot be done."""
    waiting = deque(parts)
    deaths: Counter[int] = Counter()
    with Workers(jobs, _begin, (job, knowledge)) as workers:
        for done in workers.rounds(waiting):
            for part, answer in done:
                if isinstance(answer, Death):
                    deaths[part.number] += 1
                    _again(part, deaths[part.number], answer)
                    waiting.appendleft(part)
                elif answer is not None:
                    raise answer
            heard()


def _again(part: Part, deaths: int, last: Death) -> None:
    """RunStopped where the part was begun often enough."""
    if deaths >= ATTEMPTS:
        raise RunStopped(
            f"part {part.name} was begun {ATTEMPTS} times and its process died each time "
            f"({last}): too little memory? Try fewer --jobs"
        )


def _begin(known: tuple[Job, Knowledge]) -> Callable[[Part], QkgError | None]:
    """In a process: what does a part and says why it cannot be done."""
    job, knowledge = known

    def each(part: Part) -> QkgError | None:
        try:
            work(job, part, knowledge)
        except QkgError as error:
            return error
        except OSError as error:
            return RunStopped(f"{job.folder} cannot be worked in: {error}")
        return None

    return each
