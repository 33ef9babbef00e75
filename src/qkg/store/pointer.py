"""The switch file: which store readers stand on, since when, and which one they stood on before.

A small JSON file, written whole by ``qkg switch`` and read twice a second by every service that was started
on it. A move is announced for a moment to come, so that all services make it together. Must not know how a
store is opened.
"""

import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from qkg.errors import NotAStore, OutputProblem
from qkg.store.remote.address import is_engine

FORMAT: Final = 1


@dataclass(frozen=True)
class Pointer:
    """Readers stand on ``store`` from the moment ``at``, and until then on ``before``.

    since: the generation of the store that the move made; earlier ones are not asked for through the file.
    """

    store: str
    at: datetime
    since: int = 0
    before: str = ""

    def current(self, now: datetime) -> str:
        """The store at a moment."""
        return self.before if self.before and now < self.at else self.store


def absolute(place: str) -> str:
    """A place as it is written into the file: the address of an engine, or a folder from the root."""
    return place if is_engine(place) else str(Path(place).absolute())


def read(file: Path) -> Pointer:
    """The pointer; NotAStore when the file is none of ours."""
    try:
        fields = json.loads(file.read_text(encoding="utf-8"))
        if fields.pop("format") != FORMAT:
            raise NotAStore(f"{file} was written by another version of qkg switch; upgrade qkg")
        at = datetime.fromisoformat(fields.pop("at")).astimezone(UTC)
        return Pointer(at=at, **fields)
    except OSError as error:
        raise NotAStore(f"{file} cannot be read: {error.strerror or error}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotAStore(f"{file} is a file; a store is a folder, or a file made by qkg switch") from error


def write(file: Path, pointer: Pointer) -> None:
    """Put it in its place whole."""
    fields = {"format": FORMAT, **asdict(pointer), "at": pointer.at.isoformat()}
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        beside.write_text(json.dumps(fields, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        beside.replace(file)
    except OSError as error:
        raise OutputProblem(f"{file} cannot be written: {error.strerror or error}") from error
    finally:
        beside.unlink(missing_ok=True)
