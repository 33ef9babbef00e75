"""What ``qkg ingest`` says at its end: a table of drafts, and what was skipped and why."""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from qkg.ingest.proposal import Tried
    from qkg.ingest.working import Outcome

COLUMNS: Final = {
    "figures": "figures 数字",
    "mentions": "mentions 名称",
    "relations": "relations 关系",
    "new": "new things 新事物",
    "without_english": "no English 缺英文",
    "left_out": "left out 未收入",
    "damages": "damaged 损坏",
}
WIDE: Final = 100_000
"""Columns of a pipe: nothing is folded there."""


def table(done: "Sequence[Outcome]", out: Path) -> None:
    """One row a draft, then where they are."""
    if not done:
        return
    console = Console(highlight=False, width=None if sys.stdout.isatty() else WIDE)
    grid = Table(box=None, pad_edge=False)
    grid.add_column("draft 草稿", overflow="fold")
    for title in COLUMNS.values():
        grid.add_column(title, justify="right")
    for one in done:
        grid.add_row(Text(one.slug, style="bold"), *(str(one.counts[name]) for name in COLUMNS))
    console.print(grid)
    number = len(done)
    console.print(
        f"{number} draft{'s' if number > 1 else ''} in {out}; read NAME.html, then: qkg accept {out}/NAME.ttl"
    )
    sys.stdout.flush()


def helped(done: "Sequence[Outcome]", quiet: bool) -> None:
    """What each other extractor came to, over all texts; failures on standard error."""
    by_name: dict[str, list[Tried]] = {}
    for one in (tried for outcome in done for tried in outcome.tried):
        by_name.setdefault(one.extractor, []).append(one)
    for name, every in by_name.items():
        failures = Counter(one.failure for one in every if one.failure)
        for failure, number in failures.most_common():
            print(f"qkg: extractor {name}, {_texts(number)}: {failure}", file=sys.stderr)
        if not quiet and len(every) > failures.total():
            print(_helped(name, every))


def _helped(name: str, every: "Sequence[Tried]") -> str:
    counts = {
        "proposed 候选": sum(one.proposed for one in every),
        "added 新增": sum(one.taken for one in every),
        "as the rules 同于规则": sum(one.agreed for one in every),
        "dropped 舍弃": sum(len(one.dropped) for one in every),
    }
    reasons = Counter(each.reason for one in every for each in one.dropped)
    said = ", ".join(f"{number} {word}" for word, number in counts.items())
    why = "; ".join(f"{number}: {reason.en} {reason.zh}" for reason, number in reasons.most_common())
    return f"extractor 抽取程序 {name}: {said}" + (f" ({why})" if why else "")


def _texts(number: int) -> str:
    return f"{number} text{'s' if number > 1 else ''}"


def skipped(bad: "Sequence[Outcome]") -> None:
    """The files without a draft, on standard error."""
    for one in bad:
        reason = one.reason if str(one.path) in one.reason else f"{one.path}: {one.reason}"
        print(f"qkg: skipped: {reason}", file=sys.stderr)
    if bad:
        print(f"qkg: {len(bad)} skipped", file=sys.stderr)
