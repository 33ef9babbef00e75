"""What ``qkg ingest`` says at its end: a table of drafts, and what was skipped and why."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
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


def skipped(bad: "Sequence[Outcome]") -> None:
    """The files without a draft, on standard error."""
    for one in bad:
        reason = one.reason if str(one.path) in one.reason else f"{one.path}: {one.reason}"
        print(f"qkg: skipped: {reason}", file=sys.stderr)
    if bad:
        print(f"qkg: {len(bad)} skipped", file=sys.stderr)
