"""Drafts of texts in a folder, and what is said of them at the end."""

import dataclasses
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from qkg.cli.export import replace
from qkg.cli.ingested import helped, skipped, table
from qkg.cli.progress import counted
from qkg.errors import OutputProblem
from qkg.ingest.batch import outcomes
from qkg.ingest.extractors import Asked
from qkg.ingest.gazetteer import Gazetteer
from qkg.ingest.working import Outcome, Told


def draft(
    paths: Sequence[Path],
    told: Told,
    names: Gazetteer,
    jobs: int,
    helpers: Asked | None,
    out: Path,
    quiet: bool,
) -> int:
    """Draft each text; 1 when one was skipped."""
    done: dict[Path, Outcome] = {}
    read = outcomes(paths, told, names, min(jobs, len(paths)), helpers)
    with counted("reading", len(paths)) as heard, closing(read):
        for one in read:
            done[one.path] = _kept(one, out)
            heard(len(done))
    return _said([done[path] for path in paths], out, quiet)


def _kept(one: Outcome, out: Path) -> Outcome:
    """The outcome without its files, once they are written; the draft last: what has one has them all."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputProblem(f"the folder {out} cannot be made: {error.strerror}") from error
    for suffix in sorted(one.files, key="ttl".__eq__):
        replace(out / f"{one.slug}.{suffix}", one.files[suffix].encode())
    return dataclasses.replace(one, files={})


def _said(done: Sequence[Outcome], out: Path, quiet: bool) -> int:
    bad = [one for one in done if one.reason]
    if not quiet:
        table([one for one in done if not one.reason], out)
    helped(done, quiet=quiet)
    skipped(bad)
    return int(bool(bad))
