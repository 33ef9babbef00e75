"""Findings for people: grouped by file, coloured on a terminal, plain and uncut in a pipe."""

import sys
from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from qkg.check.finding import ERROR, Finding
from qkg.check.report import counts

WIDE = 100_000
"""Columns of a pipe: nothing is folded there."""


def draw(findings: Sequence[Finding], language: str) -> None:
    """Print the findings and, last, how many there are."""
    console = Console(highlight=False, width=None if sys.stdout.isatty() else WIDE)
    for _, members in groupby(findings, key=lambda one: one.spot.file):
        for one in members:
            console.print(_line(one, language))
            if hint := one.hint.in_(language):
                console.print(Text(f"    {hint}", style="dim"))
        console.print()
    console.print(_total(findings, language))


def _line(one: Finding, language: str) -> Text:
    place = f"{one.spot.file}:{one.spot.line}" + (f":{one.spot.column}" if one.spot.column else "")
    style = "bold red" if one.severity == ERROR else "bold yellow"
    return Text.assemble((place, "cyan"), "  ", (one.code, style), "  ", one.message.in_(language))


def _total(findings: Sequence[Finding], language: str) -> str:
    errors, warnings = counts(findings)
    if not findings:
        return "0 findings" if language == "en" else "没有问题（0 findings）"
    if language == "zh":
        return f"{len(findings)}个问题：{errors}个错误，{warnings}个警告"
    noun = "finding" if len(findings) == 1 else "findings"
    return f"{len(findings)} {noun}: {errors} errors, {warnings} warnings"
