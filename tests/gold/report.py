"""The score as text: one line a kind, then every miss and every false alarm."""

from collections.abc import Iterable

from tests.gold.scoring import Tally


def render(title: str, tallies: Iterable[Tally]) -> str:
    """A table of precision and recall by kind, and below it all that went wrong."""
    rows = list(tallies)
    lines = [title, f"{'kind':<32}{'right':>6}{'missed':>8}{'false':>7}{'precision':>11}{'recall':>8}"]
    lines += [
        f"{one.kind:<32}{one.right:>6}{len(one.missed):>8}{len(one.false):>7}"
        f"{_share(one.precision):>11}{_share(one.recall):>8}"
        for one in rows
    ]
    for one in rows:
        lines += [f"missed  {one.kind}  {words}" for words in one.missed]
        lines += [f"false   {one.kind}  {words}" for words in one.false]
    return "\n".join(lines) + "\n"


def _share(part: float | None) -> str:
    return "-" if part is None else f"{part:.1%}"
