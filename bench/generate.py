"""The data that all engines get: the packaged graph and, after it, made-up articles, as one N-Quads file.

Written as a stream, so memory does not grow with the number of articles. No triple stands in two graphs,
so that engines whose union of graphs is a bag and those whose union is a set count alike.
"""

import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.article import Article, shared
from bench.template import Figure, read_figures


def packaged(qkg: Sequence[str], target: Path) -> Path:
    """The packaged graph as N-Quads, written by ``qkg export``."""
    target.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run([*qkg, "export", "--format", "nq", "--out", str(target)], check=True, capture_output=True)
    return target


def made(figures: Sequence[Figure], count: int, seed: int) -> Iterator[str]:
    """N-Quads of ``count`` made-up articles and of what they share."""
    yield from shared(count)
    for number in range(count):
        article = Article(number, seed, figures)
        yield from article.quads()
        yield from article.inferred()


def write(base: Path, target: Path, articles: int, seed: int) -> int:
    """The packaged graph and ``articles - 1`` made-up ones into a file; the number of quads."""
    figures, quads = read_figures(base), 0
    part = target.with_suffix(".part")
    with part.open("w", encoding="utf-8") as out:
        with base.open(encoding="utf-8") as packaged_lines:
            for line in packaged_lines:
                quads += out.write(line) > 0
        for block in made(figures, articles - 1, seed):
            out.write(block)
            quads += block.count("\n")
    part.replace(target)
    return quads
