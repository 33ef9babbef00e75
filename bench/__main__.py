"""``python -m bench``: measure, then write docs/performance.md with its plots.

All six engines at 1 and 1,000 articles in about a quarter of an hour, then the three that can at 10,000::

    python -m bench --preset small
    python -m bench --preset large --add
"""

import argparse
import os
import shlex
import sys
from pathlib import Path
from typing import Any

from bench.engines import all_engines, chosen
from bench.measure import Limits
from bench.report import write_report
from bench.results import Run, read, save
from bench.run import Bench, say
from bench.workload import ROOT

RESULTS = "results.json"
PRESETS: dict[str, dict[str, Any]] = {
    "small": {
        "articles": "1,1000",
        "seconds": 1.0,
        "warm": 4.0,
        "deadline": 5.0,
        "patience": 90.0,
        "budget": 60.0,
        "minutes": 15.0,
    },
    "large": {
        "articles": "10000",
        "engines": "oxigraph,qkg,virtuoso",
        "seconds": 1.0,
        "warm": 4.0,
        "deadline": 5.0,
        "patience": 60.0,
        "budget": 75.0,
        "minutes": 8.0,
    },
}
HERE = [sys.executable, "-m", "qkg"]


def main() -> None:
    """Parse the options, run, report."""
    options = parse(sys.argv[1:])
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # programs start as installed ones do: compiled
    os.environ.setdefault("PYTHONPATH", f"{ROOT / 'src'}{os.pathsep}{ROOT}")
    run = read(options.out / RESULTS) if options.report_only else measure(options)
    if not options.report_only:
        save(run, options.out / RESULTS)
    page = write_report(run, options.out, options.page)
    say(f"written: {page}")


def measure(options: argparse.Namespace) -> Run:
    """The run that the options ask for."""
    qkg = shlex.split(options.qkg) if options.qkg else HERE
    engines = chosen(options.engines, all_engines(qkg))
    limits = Limits(
        options.seconds, options.warm, options.deadline, options.patience, options.rest, options.budget
    )
    bench = Bench(engines, qkg, options.seed, limits, 60 * options.minutes)
    sizes = [int(size) for size in options.articles.split(",")]
    command = shlex.join(["python", "-m", "bench", *sys.argv[1:]])
    earlier = read(options.out / RESULTS) if options.add else None
    return bench.run(sizes, command, lambda run: save(run, options.out / RESULTS), earlier)


def parse(arguments: list[str]) -> argparse.Namespace:
    """The options; times are seconds."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure qkg against other engines.")
    add = parser.add_argument
    add("--preset", choices=PRESETS, help="settings for a whole run; options beside it win")
    add("--articles", default="1,1000,10000", help="sizes, separated by commas [%(default)s]")
    add("--engines", default="", help="which, separated by commas, in their order [all]")
    add("--seconds", type=float, default=2, help="for each cell of many clients [%(default)s]")
    add("--warm", type=float, default=10, help="for warming up each engine [%(default)s]")
    add("--deadline", type=float, default=10, help="for one query [%(default)s]")
    add("--patience", type=float, default=240, help="for the start of an engine [%(default)s]")
    add("--rest", type=float, default=60, help="for an engine to come to rest before measuring [%(default)s]")
    add("--minutes", type=float, default=600, help="for all together; turns get shorter [%(default)s]")
    add("--budget", type=float, default=120, help="for one engine at one size, once it is warm [%(default)s]")
    add("--seed", type=int, default=1, help="of the made-up articles [%(default)s]")
    add("--qkg", default="", help="the command that starts qkg [this checkout's]")
    add("--out", type=Path, default=ROOT / "docs" / "performance", help="folder for results and plots")
    add("--page", type=Path, default=ROOT / "docs" / "performance.md", help="the document")
    add("--add", action="store_true", help="keep what an earlier run measured at other sizes")
    add("--report-only", action="store_true", help="write the document anew from the results that are there")
    chosen = parser.parse_args(arguments).preset
    if chosen:
        parser.set_defaults(**PRESETS[chosen])
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
