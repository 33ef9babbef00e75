"""Heavy work of reviews in processes of their own: bounded in number and time, ended with whoever waits."""

import asyncio
import json
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from qkg import errors
from qkg.errors import Overloaded, QkgError, QueryTimeout, ReaderLost
from qkg.ingest.review.orders import CONTEXT, ORDER, OUTCOME, PROGRAM
from qkg.terms import Term

Json = dict[str, Any]
AT_ONCE: Final = 2
WAITING: Final = 8


class Jobs:
    """Runs jobs, a few at a time."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._waiting = 0

    async def run(
        self, job: str, order: Mapping[str, str], content: bytes, context: Iterable[tuple[Term, ...]]
    ) -> Json:
        """What the job leaves. ``order["file"]`` is the name that ``content`` gets in the job's folder."""
        if self._waiting >= WAITING:
            raise Overloaded("too many drafts are being worked on; try again shortly", 5)
        self._waiting += 1
        try:
            async with self._turns:
                with tempfile.TemporaryDirectory(prefix="qkg-review-") as name:
                    folder = Path(name)
                    await asyncio.to_thread(_lay_out, folder, order, content, context)
                    await self._work(job, folder)
                    return _outcome(json.loads((folder / OUTCOME).read_text("utf-8")))
        finally:
            self._waiting -= 1

    async def _work(self, job: str, folder: Path) -> None:
        command = [sys.executable, "-P", "-m", PROGRAM, job, str(folder)]
        nothing, pipe = asyncio.subprocess.DEVNULL, asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(*command, stdin=nothing, stdout=nothing, stderr=pipe)
        try:
            async with asyncio.timeout(self._seconds):
                _, problem = await process.communicate()
        except TimeoutError as error:
            raise QueryTimeout(f"it was not done within {self._seconds:g} seconds") from error
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode:
            raise ReaderLost(f"it ended with {process.returncode}: {problem.decode(errors='replace')[-500:]}")


def _lay_out(
    folder: Path, order: Mapping[str, str], content: bytes, context: Iterable[tuple[Term, ...]]
) -> None:
    (folder / order["file"]).write_bytes(content)
    (folder / ORDER).write_text(json.dumps(dict(order), ensure_ascii=False), "utf-8")
    with (folder / CONTEXT).open("w", encoding="utf-8") as file:
        file.writelines(" ".join(map(str, one)) + " .\n" for one in context)


def _outcome(found: Json) -> Json:
    if "error" not in found:
        return found
    kind = getattr(errors, found["error"], None)
    if isinstance(kind, type) and issubclass(kind, QkgError):
        raise kind(found["message"])
    raise QkgError(found["message"])
