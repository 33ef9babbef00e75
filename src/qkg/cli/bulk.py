"""``qkg ingest --engine``: many texts to files for one bulk load, by processes or by Spark."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qkg.cli.progress import counted
from qkg.errors import BadParameter

if TYPE_CHECKING:
    from qkg.dataset.manifest import Manifest
    from qkg.ingest.gazetteer import Gazetteer
    from qkg.ingest.scale.job import Job, Knowledge
    from qkg.ingest.scale.texts import Part
    from qkg.ingest.working import Told
    from qkg.settings import Settings

PER_PART: Final = 250


@dataclass(frozen=True)
class Bulk:
    """Which engine, and how it is set."""

    spark: bool
    jobs: int
    part: int | None = None
    master: str = ""
    settings: Sequence[str] = field(default_factory=list)

    def run(
        self, paths: Sequence[Path], told: "Told", gazetteer: "Gazetteer", out: Path, settings: "Settings"
    ) -> int:
        """Do it, or what is left of it; 1 when texts were left out."""
        from qkg.ingest.scale.job import Knowledge
        from qkg.ingest.scale.running import Asked, run

        if not self.spark and (self.master or self.settings):
            raise BadParameter("--master and --spark-conf go with --engine spark")
        options = self._settings()
        if self.spark:
            from qkg.ingest.scale import spark

            spark.available()
        asked = Asked(paths, told, self.part or PER_PART, out)
        knowledge = Knowledge(gazetteer, context(settings, gazetteer))
        try:
            with counted("reading", len(paths)) as heard:
                made = run(asked, knowledge, lambda *work: self._engine(options, *work), heard)
        except (KeyboardInterrupt, SystemExit):
            print(f"qkg: stopped; the same command goes on where {out} ends", file=sys.stderr)
            raise
        if not settings.quiet:
            print(_said(made, out))
        return int(bool(made.left_out))

    def _engine(
        self,
        options: dict[str, str],
        job: "Job",
        knowledge: "Knowledge",
        parts: "Sequence[Part]",
        heard: Callable[[], None],
    ) -> None:
        if self.spark:
            from qkg.ingest.scale import spark

            spark.run(job, knowledge, parts, spark.configuration(options, self.jobs), heard)
        else:
            from qkg.ingest.scale import processes

            processes.run(job, knowledge, parts, self.jobs, heard)

    def _settings(self) -> dict[str, str]:
        """What the user says to Spark."""
        told = {"spark.master": self.master} if self.master else {}
        for one in self.settings:
            name, equals, value = one.partition("=")
            if not equals or not name.startswith("spark."):
                raise BadParameter(f"{one!r} is no setting of Spark; write it as spark.executor.memory=2g")
            told[name] = value
        return told


def context(settings: "Settings", gazetteer: "Gazetteer") -> bytes:
    """What the user's own store says of the things that names are linked to, as N-Triples."""
    import pyoxigraph as ox

    from qkg.dataset.cache import open_folder

    if settings.store is None:
        return b""
    engine = open_folder(settings.store)[0]
    found = {
        quad.triple
        for thing in gazetteer.things
        for quad in engine.quads_for_pattern(ox.NamedNode(thing), None, None)
    }
    lines = sorted(f"{one} .\n" for one in found)
    return "".join(lines).encode()


def _said(made: "Manifest", out: Path) -> str:
    lines = [
        f"{made.graphs:,} graphs of {made.texts:,} texts, {made.quads:,} quads in {len(made.files):,} files; "
        f"digest {made.digest}",
        f"next: qkg load {out}/manifest.json --store DIR",
    ]
    if made.left_out:
        lines.insert(1, f"{made.left_out:,} texts left out, with the reasons in {out}/left-out.tsv")
    return "\n".join(lines)
