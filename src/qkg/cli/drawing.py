"""Tables on a terminal or in a pipe: coloured and folded there, plain and never cut here."""

import sys
from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table as Drawn
from rich.text import Text

from qkg.sparql.table import Table
from qkg.terms import short


def draw(table: Table) -> None:
    """Print a result."""
    if table.verdict is not None:
        print("yes" if table.verdict else "no")
        return
    draw_texts(table.columns, [[short(term) for term in row] for row in table.rows])


def draw_texts(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print texts in columns, and how many rows there are when a person is looking."""
    terminal = sys.stdout.isatty()
    if not terminal:
        return _plain(columns, rows)
    drawn = Drawn(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for name in columns:
        drawn.add_column(Text(name), overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(cell) for cell in row))
    console = Console(highlight=False)
    console.print(drawn)
    console.print(f"{len(rows):,} row{'' if len(rows) == 1 else 's'}", style="dim")
    return None


def _plain(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Aligned by display width, one line a row, no trailing blanks."""
    lines = [[_one_line(cell) for cell in line] for line in (columns, *rows)]
    widths = [max(Text(line[index]).cell_len for line in lines) for index in range(len(columns))]
    for line in lines:
        cells = (cell + " " * (width - Text(cell).cell_len) for cell, width in zip(line, widths, strict=True))
        print("  ".join(cells).rstrip())


def _one_line(cell: str) -> str:
    return cell.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
