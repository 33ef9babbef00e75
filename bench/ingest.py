"""Texts a second and memory of the recogniser: ``python -m bench.ingest [--texts N] [FILE]``.

One process, one core, warm: cleaning, recognising, relating and drafting. Without a file the texts of the
open gold are taken, each as long as it is; with one, that text. Each text names a company and a person that
no other names, so that no cache of answers helps and a cache without bounds would show. Time is that of the
processor; memory is what the process holds after a tenth of the texts and after all of them.
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
HAN, SIGNS = 0x4E00, 200


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


def run(known: Gazetteer, given: list[str], count: int, first: int = 0) -> float:
    """CPU seconds for that many texts, numbered from ``first``."""
    began = time.process_time()
    for number, text in enumerate(islice(cycle(given), count), first):
        meta = Meta(f"bench-{number}", date(2021, 5, 13), PUBLISHER)
        if ingest(f"{text}\n{_own(number)}", meta, known) is None:
            raise ValueError("a text of the bench cannot be read")
    return time.process_time() - began


def _own(number: int) -> str:
    """A sentence with names that stand in no other text."""
    signs = [chr(HAN + (number // SIGNS**place) % SIGNS) for place in range(3)]
    return f"青川{''.join(signs)}机械有限公司负责人王{''.join(signs[:2])}介绍，去年销售额{number + 2}万元。"


def held() -> float:
    """MB of memory that the process holds now."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:  # no Linux: the most that it ever held
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return pages * resource.getpagesize() / 2**20


def main() -> None:
    """Print one line of JSON."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--texts", type=int, default=10_000)
    asked.add_argument("file", type=Path, nargs="?")
    wanted = asked.parse_args()
    known, given = packaged(find_assets()), texts(wanted.file)
    run(known, given, WARM)
    tenth = max(1, wanted.texts // 10)
    seconds = run(known, given, tenth)
    early = held()
    seconds += run(known, given, wanted.texts - tenth, first=tenth)
    answer = {
        "texts": wanted.texts,
        "characters": round(sum(map(len, given)) / len(given)),
        "texts_per_second_and_core": round(wanted.texts / seconds, 1),
        f"memory_mb_after_{tenth}": round(early, 1),
        f"memory_mb_after_{wanted.texts}": round(held(), 1),
    }
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
