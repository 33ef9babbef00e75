"""``python -m bench.remote``: measure, then write docs/performance-remote.md.

First it asks whether all faces answer alike, then it measures. Stores are made by the engines' own loaders;
with ``--stores DIR`` they are kept there, so that a quiet hour is left to measuring alone::

    python -m bench.remote --stores DIR --prepare
    python -m bench.remote --stores DIR --minutes 25
    python -m bench.remote --stores DIR --articles 50000 --minutes 10 --add
"""

import argparse
import shlex
import signal
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from types import FrameType

from bench.cache import folder
from bench.engines import chosen
from bench.remote.asking import Limits
from bench.remote.bench import Bench, Plan, known_engines
from bench.remote.report import document
from bench.remote.results import Run, read, save
from bench.remote.stores import Where
from bench.workload import ROOT

HERE = [sys.executable, "-m", "qkg"]


def main() -> None:
    """Parse the options, run, report. Interrupted, it ends what it started and keeps what it measured."""
    options = parse(sys.argv[1:])
    for number in (signal.SIGINT, signal.SIGTERM):  # a shell may start it with SIGINT ignored
        signal.signal(number, _ended)
    try:
        run = read(options.results) if options.report_only else measure(options)
    except KeyboardInterrupt:
        sys.exit("interrupted: engines are ended; what was measured so far is kept")
    if run is not None:
        write(run, options.page)


def write(run: Run, page: Path) -> None:
    """The document."""
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(document(run), encoding="utf-8")
    print(f"written: {page}", flush=True)


def measure(options: argparse.Namespace) -> Run | None:
    """The run that the options ask for; None when it only prepared."""
    engines = chosen(options.engines, known_engines())
    limits = Limits(options.deadline, options.spell, options.warm, options.rest, options.patience)
    command = shlex.join(["python", "-m", "bench.remote", *_told(sys.argv[1:])])
    earlier = read(options.results) if options.add and options.results.exists() else None
    with ExitStack() as stack:
        root = options.stores
        if root is None:
            made = tempfile.TemporaryDirectory(prefix="qkg-remote-", dir=folder("runs"))
            root = Path(stack.enter_context(made))
        bench = Bench(engines, HERE, Where(root, options.seed), limits)
        sizes, checks = _sizes(options.articles), _sizes(options.check)
        if options.prepare:
            for size in sorted({*sizes, *checks}):
                bench.stock(size)
            return None
        plan = Plan(sizes, checks, 60 * options.minutes, command, not options.others)
        return bench.run(plan, lambda run: save(run, options.results), earlier)


def _told(arguments: list[str]) -> list[str]:
    """The arguments without where things are kept."""
    kept, skip = [], False
    for argument in arguments:
        if argument in ("--stores", "--results", "--page"):
            skip = True
        elif skip:
            skip = False
        elif not argument.startswith(("--stores=", "--results=", "--page=")):
            kept.append(argument)
    return kept


def _sizes(text: str) -> list[int]:
    return [int(size) for size in text.split(",") if size]


def _ended(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def parse(arguments: list[str]) -> argparse.Namespace:
    """The options; times are seconds unless said."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.remote",
        description="Measure the embedded store against other engines, behind qkg and bare.",
    )
    add = parser.add_argument
    add("--articles", default="1,1000,10000,50000", help="sizes, separated by commas [%(default)s]")
    add(
        "--check",
        default="1,100",
        help="sizes at which answers are compared first; empty: none [%(default)s]",
    )
    add("--engines", default="fuseki,oxigraph,virtuoso", help="which, separated by commas [%(default)s]")
    add(
        "--others",
        action="store_true",
        help="leave the embedded store as an earlier run found it; with --add",
    )
    add("--minutes", type=float, default=60, help="minutes for measuring, loading not counted [%(default)s]")
    add("--deadline", type=float, default=5, help="for one query [%(default)s]")
    add("--spell", type=float, default=1, help="for the runs of one query on one face [%(default)s]")
    add("--warm", type=float, default=5, help="for warming up each face [%(default)s]")
    add("--rest", type=float, default=15, help="for each face to come to rest after that [%(default)s]")
    add("--patience", type=float, default=120, help="for the start of a face [%(default)s]")
    add("--seed", type=int, default=1, help="of the made-up articles [%(default)s]")
    add("--stores", type=Path, help="folder where data and stores are kept [a temporary one]")
    add("--prepare", action="store_true", help="only make data and stores; needs --stores")
    add("--add", action="store_true", help="keep what an earlier run measured of other sizes and engines")
    results = ROOT / "docs" / "performance" / "remote.json"
    add("--results", type=Path, default=results, help="file of what was measured")
    add("--page", type=Path, default=ROOT / "docs" / "performance-remote.md", help="the document")
    add("--report-only", action="store_true", help="write the document anew from the results that are there")
    options = parser.parse_args(arguments)
    if options.prepare and options.stores is None:
        parser.error("--prepare needs --stores, else what it makes would go again")
    return options


if __name__ == "__main__":
    main()
