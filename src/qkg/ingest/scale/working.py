"""The work on one part: read its texts, judge their drafts, write the files, seal it.

The same on every engine: whatever process does it, however often it is begun again, the bytes are the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from qkg import __version__
from qkg.dataset.assets import find_assets
from qkg.errors import BadParameter
from qkg.ingest.batch import LOST
from qkg.ingest.scale import article, sealing, texts, trail, writing
from qkg.ingest.scale.article import Article
from qkg.ingest.scale.job import Job, Knowledge
from qkg.ingest.scale.judging import Judge
from qkg.ingest.scale.texts import Part
from qkg.ingest.scale.trail import Trail

TOGETHER: Final = 100
"""So many drafts are in memory and are judged at a time."""


@lru_cache(maxsize=1)
def judge(context: bytes) -> Judge:
    """The judge of this process."""
    return Judge(find_assets(), context)


def work(job: Job, part: Part, knowledge: Knowledge) -> int:
    """Do one part; how many texts it has. Nothing is done where it is sealed already."""
    if job.version != __version__:
        raise BadParameter(f"the worker has qkg {__version__}, but the run was begun by qkg {job.version}")
    if sealing.read(job.folder, part) is None:
        with Trail(job.folder / sealing.PARTS, part.name) as at:
            _write(job, part, knowledge, at)
        trail.forget(job.folder / sealing.PARTS, part.name)
    return part.texts


def _write(job: Job, part: Part, knowledge: Knowledge, at: Trail) -> None:
    paths = (sealing.own_file(job.folder, part.name), sealing.shared_file(job.folder, part.name))
    own, shared = map(writing.Packed, paths)
    graphs: list[tuple[int, str, int]] = []
    left: list[tuple[int, str]] = []
    try:
        for one in _sound(job, part, knowledge, at, left):
            lines = one.own
            own.write("".join(f"{line} <{one.graph}> .\n" for line in lines).encode())
            shared.write("".join(f"{line}\t{one.number:012}\n" for line in one.shared).encode())
            graphs.append((one.number, one.slug, len(lines)))
        own.finish()
        shared.finish()
    except BaseException:
        own.discard()
        shared.discard()
        raise
    quads = sum(count for *_, count in graphs)
    digest, other = map(sealing.digest, paths)
    seal = sealing.Seal(part.number, part.texts, quads, digest, other, graphs, sorted(left))
    sealing.write(job.folder, part, seal)


def _sound(
    job: Job, part: Part, knowledge: Knowledge, at: Trail, left: list[tuple[int, str]]
) -> Iterator[Article]:
    """The articles that pass, in order; the others go to ``left``."""
    deadly = trail.deadly(job.folder / sealing.PARTS, part.name)
    together: list[Article] = []
    for text in texts.of(job.folder, part):
        at.at(text.number)
        told = replace(job.told, name=text.name)
        read = LOST if text.number in deadly else article.read(text, told, knowledge.gazetteer)
        if isinstance(read, str):
            left.append((text.number, read))
        else:
            together.append(read)
        if len(together) == TOGETHER:
            yield from _judged(together, knowledge, at, left)
            together = []
    yield from _judged(together, knowledge, at, left)


def _judged(
    together: Sequence[Article], knowledge: Knowledge, at: Trail, left: list[tuple[int, str]]
) -> Iterator[Article]:
    at.at()
    refused = judge(knowledge.context).refused(together) if together else {}
    left.extend(refused.items())
    yield from (one for one in together if one.number not in refused)
