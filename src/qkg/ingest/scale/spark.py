"""Parts on Apache Spark, by pyspark: local, a standalone cluster, or whatever master is named.

The one place that knows pyspark. Each part is one partition; a task that is lost is run again elsewhere and
writes the same bytes. The folder and the texts must be reachable under the same paths from every worker.
"""

import os
import re
import shutil
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from qkg.errors import MissingExtra, RunStopped
from qkg.ingest.scale.job import Job, Knowledge
from qkg.ingest.scale.texts import Part
from qkg.ingest.scale.trail import DEATHS
from qkg.ingest.scale.working import work

if TYPE_CHECKING:
    from pyspark import SparkContext

LOG: Final = "spark.log"
FAILURES: Final = DEATHS + 1
"""So often a task may fail: the last time, a text that killed all before is passed over."""
_EVERY: Final = 0.5
_LOOPBACK: Final = re.compile(r"local\b|spark://(?:127\.0\.0\.1|localhost)(?::|$)")
_LOCAL: Final = re.compile(r"local(?:\[(\d+|\*)\])?")


def available() -> None:
    """MissingExtra when pyspark or Java is not there."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pyspark  # noqa: F401, PLC0415 - an optional library
    except ImportError as error:
        raise MissingExtra("Spark needs pyspark: pip install 'qkg[spark]'") from error
    home = os.environ.get("JAVA_HOME")
    if not shutil.which("java") and not (home and (Path(home) / "bin" / "java").exists()):
        raise MissingExtra("Spark needs Java 17 or later: there is no java on PATH and no JAVA_HOME")


def run(
    job: Job,
    knowledge: Knowledge,
    parts: Sequence[Part],
    settings: Mapping[str, str],
    heard: Callable[[], None],
) -> None:
    """Do all parts; ``settings`` are Spark's own, the master among them. RunStopped where that cannot be."""
    available()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of other libraries, as pandas, that are not used here
        context = _context(job.folder, settings)
        try:
            _work(context, job, knowledge, parts, heard)
        finally:
            _stop(context)


def configuration(settings: Mapping[str, str], cores: int) -> dict[str, str]:
    """The settings with what is not said: all on this machine stays on the loopback interface."""
    master = settings.get("spark.master", f"local[{cores}]")
    if local := _LOCAL.fullmatch(master):
        master = f"local[{local[1] or 1},{FAILURES}]"
    said = {
        "spark.app.name": "qkg ingest",
        "spark.ui.enabled": "false",
        "spark.task.maxFailures": str(FAILURES),
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "WARN",
    }
    if _LOOPBACK.match(master):
        said |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    return {**said, **settings, "spark.master": master}


def _context(folder: Path, settings: Mapping[str, str]) -> "SparkContext":
    """Spark, started; what it has to say goes to a file in the folder."""
    from py4j.protocol import Py4JError  # noqa: PLC0415
    from pyspark import SparkConf, SparkContext  # noqa: PLC0415 - an optional library
    from pyspark.errors import PySparkException  # noqa: PLC0415
    from pyspark.java_gateway import launch_gateway  # noqa: PLC0415

    conf = SparkConf(loadDefaults=False).setAll(list(settings.items()))
    if _LOOPBACK.match(settings["spark.master"]):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    with (folder / LOG).open("ab") as log:
        try:
            gateway = launch_gateway(conf, {"stdout": log, "stderr": log})
            return SparkContext(
                conf=SparkConf(_jvm=gateway.jvm).setAll(list(settings.items())), gateway=gateway
            )
        except (PySparkException, Py4JError) as error:
            master, more = settings["spark.master"], f"more in {folder / LOG}"
            raise RunStopped(f"Spark does not start on {master}: {_first(error)} ({more})") from error


def _work(
    context: "SparkContext", job: Job, knowledge: Knowledge, parts: Sequence[Part], heard: Callable[[], None]
) -> None:
    shared = context.broadcast(knowledge)

    def each(_index: int, mine: Iterable[Part]) -> Iterator[int]:
        return (work(job, part, shared.value) for part in mine)

    ends: list[BaseException | None] = []

    def collect() -> None:
        try:
            context.parallelize(parts, len(parts)).mapPartitionsWithIndex(each).collect()
            ends.append(None)
        except BaseException as error:
            ends.append(error)

    asking = threading.Thread(target=collect, daemon=True)
    asking.start()
    while asking.is_alive():
        asking.join(_EVERY)
        heard()
    if ends and ends[0] is not None:
        raise RunStopped(f"Spark gave up: {_first(ends[0])} (more in {job.folder / LOG})") from ends[0]


def _stop(context: "SparkContext") -> None:
    """End the tasks, the context and its virtual machine."""
    gateway: Any = context._gateway
    for step in (context.cancelAllJobs, context.stop, gateway.shutdown, gateway.proc.stdin.close):
        with suppress(Exception):  # what is stopped already cannot be asked to stop
            step()
    try:
        gateway.proc.wait(30)
    except subprocess.TimeoutExpired:
        gateway.proc.kill()


def _first(error: BaseException) -> str:
    """The sentence of a Java or Python error that says what happened."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    telling = [line for line in lines if re.match(r"(?:[\w.]+(?:Error|Exception)|qkg\.errors\.\w+): ", line)]
    return (telling or lines or [type(error).__name__])[-1][:300]
