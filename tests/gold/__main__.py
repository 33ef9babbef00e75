"""``python -m tests.gold``: the score on the gold, open texts and those kept apart by themselves.

``--open`` leaves the texts apart alone. ``--seed FILE`` adds the seed article, whose clean text is not in the
repository.
"""

import argparse
import sys
from pathlib import Path

from tests.gold.folder import APART, OPEN
from tests.gold.measuring import measured, seed_measured
from tests.gold.report import render


def main() -> None:
    """Print the tables."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--open", action="store_true", help="only the texts that may be looked at")
    asked.add_argument("--seed", type=Path, help="the clean text of the seed article")
    given = asked.parse_args()
    sys.stdout.write(render("open", measured(OPEN)))
    if given.seed:
        sys.stdout.write(render("\nseed", seed_measured(given.seed.read_text(encoding="utf-8"))))
    if not given.open and any(APART.glob("*/meta.toml")):
        sys.stdout.write(render("\napart", measured(APART)))


main()
