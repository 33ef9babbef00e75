"""What a run is asked to do, and by what it is known again when it is continued.

Owns ``job.json``. A run goes on only with the same texts, the same program and the same knowledge.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from qkg import __version__
from qkg.dataset.assets import find_assets
from qkg.errors import BadParameter
from qkg.ingest.gazetteer import Gazetteer
from qkg.ingest.scale import writing
from qkg.ingest.working import Told

JOB: Final = "job.json"
FORMAT: Final = 1
_SAID: Final = {
    "qkg": "the version of qkg",
    "texts": "the texts",
    "told": "--date, --url or --publisher",
    "per_part": "--part",
    "known": "the names of the graph (--store)",
    "shapes": "the shapes",
}


@dataclass(frozen=True)
class Knowledge:
    """What is known beforehand: names, and N-Triples of the user's own store about the things they name."""

    gazetteer: Gazetteer
    context: bytes = b""

    def digest(self) -> str:
        """SHA-256 of all of it, whatever the order."""
        total = hashlib.sha256(self.context)
        for name, entry in sorted(self.gazetteer.names.items()):
            total.update(f"{name}\t{entry.thing}\t{entry.kind}\t{entry.score}\n".encode())
        for group in (sorted(self.gazetteer.english.items()), sorted(self.gazetteer.facts)):
            total.update(repr(group).encode())
        return total.hexdigest()


@dataclass(frozen=True)
class Job:
    """The folder of the run and what the user says of all texts; goes to every worker."""

    folder: Path
    told: Told
    version: str = __version__


def identity(job: Job, texts: str, per_part: int, knowledge: Knowledge) -> dict[str, object]:
    """What must be equal when a run goes on."""
    told = {name: str(value or "") for name, value in asdict(job.told).items() if name != "name"}
    return {
        "format": FORMAT,
        "qkg": job.version,
        "texts": texts,
        "told": told,
        "per_part": per_part,
        "known": knowledge.digest(),
        "shapes": shapes_digest(),
    }


def shapes_digest() -> str:
    """SHA-256 of the packaged shapes that drafts are held against."""
    total = hashlib.sha256()
    for path in sorted(one for one in find_assets().shapes if one.stem != "style"):
        total.update(path.read_bytes())
    return total.hexdigest()


def begin(folder: Path, wanted: dict[str, object]) -> None:
    """Note what this run is; BadParameter where the folder holds another one."""
    path = folder / JOB
    if not path.exists():
        writing.replace(path, (json.dumps(wanted, ensure_ascii=False, indent=1) + "\n").encode())
        return
    there = json.loads(path.read_text("utf-8"))
    other = [said for name, said in _SAID.items() if there.get(name) != wanted[name]]
    if other or there.get("format") != FORMAT:
        raise BadParameter(
            f"{folder} holds a run with other settings ({', '.join(other) or 'its format'}); "
            "give the same ones to continue it, or another --out"
        )
