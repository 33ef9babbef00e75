"""Texts a second and memory of the recogniser: ``python -m bench.ingest [--texts N] [FILE]``.

One process, one core, warm: cleaning, recognising, relating and drafting. Without a file the texts of the
open gold are taken, each as long as it is; with one, that text. Each text carries a number of its own, so
that no cache of answers helps.
"""

import argparse
import json
import resource
import sys
import time
import tomllib
from datetime import date
from itertools import cycle, islice
from pathlib import Path

from qkg.dataset.assets import find_assets
from qkg.ingest.draft import Meta
from qkg.ingest.gazetteer import Gazetteer
from qkg.ingest.ingesting import ingest, packaged
from qkg.namespaces import THING

OPEN = Path(__file__).parents[1] / "tests" / "gold" / "open"
PUBLISHER = THING + "media/china-quality-news"
WARM = 20


def texts(file: Path | None) -> list[str]:
    """What is read over and over."""
    if file is not None:
        return [file.read_text(encoding="utf-8")]
    metas = (
        tomllib.loads(one.read_text(encoding="utf-8")) | {"at": one.parent}
        for one in OPEN.glob("*/meta.toml")
    )
    plain = [one["at"] / one["file"] for one in metas if one["file"].endswith(".txt")]
    return [one.read_text(encoding="utf-8") for one in sorted(plain)]


def run(known: Gazetteer, given: list[str], count: int) -> float:
    """CPU seconds for that many texts."""
    began = time.process_time()
    for number, text in enumerate(islice(cycle(given), count)):
        meta = Meta(f"bench-{number}", date(2021, 5, 13), PUBLISHER)
        if ingest(f"{text}\n（编号{number}）", meta, known) is None:
            raise ValueError("a text of the bench cannot be read")
    return time.process_time() - began


def main() -> None:
    """Print one line of JSON."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--texts", type=int, default=10_000)
    asked.add_argument("file", type=Path, nargs="?")
    wanted = asked.parse_args()
    known, given = packaged(find_assets()), texts(wanted.file)
    run(known, given, WARM)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds = run(known, given, wanted.texts)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    answer = {
        "texts": wanted.texts,
        "characters": round(sum(map(len, given)) / len(given)),
        "texts_per_second_and_core": round(wanted.texts / seconds, 1),
        "memory_mb_warm": round(before / 1024, 1),
        "memory_mb_end": round(after / 1024, 1),
    }
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
