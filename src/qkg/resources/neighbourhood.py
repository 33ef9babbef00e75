"""The drawing of a thing among its neighbours: what points at it on the left, what it points at on the right.

Pure arithmetic: places on a sheet, no colours, no markup. Must not know stores.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from qkg.namespaces import PREFIXES
from qkg.resources.incoming import Incoming
from qkg.resources.labels import Label
from qkg.resources.thing import Statements

MOST: Final = 7
"""Neighbours on each side."""
WIDTH: Final = 760
ROW: Final = 46
MARGIN: Final = 30
LEFT, MIDDLE, RIGHT = 250, WIDTH // 2, WIDTH - 250
WIDE: Final = 0x2E80
"""From here on characters take two columns."""
COLUMNS: Final = 32
APPARATUS: Final = frozenset(
    {PREFIXES["qkg"] + name for name in ("notStated", "textVersion", "speaker", "evidence")}
    | {PREFIXES["rdf"] + "type", PREFIXES["qb"] + "dataSet", PREFIXES["oa"] + "motivatedBy"}
)
"""Properties that tell of the encoding and not of the world."""


@dataclass(frozen=True)
class Node:
    """A neighbour at its place, the property between, and how many it stands for beyond itself."""

    term: NamedNode
    label: Label
    short: str
    predicate: NamedNode
    x: int
    y: int
    left: bool

    def curve(self, middle: int) -> str:
        """The way from the thing in the middle to here, as SVG writes it."""
        bend = (self.x + MIDDLE) // 2
        return f"M{MIDDLE} {middle}C{bend} {middle} {bend} {self.y} {self.x} {self.y}"


@dataclass(frozen=True)
class Drawing:
    """All nodes, the height of the sheet, the row of the thing, how many neighbours are left out."""

    nodes: tuple[Node, ...]
    height: int
    middle: int
    left_out: int


def draw(outgoing: Iterable[Statements], incoming: Sequence[Incoming]) -> Drawing | None:
    """The drawing, None where there are no neighbours to draw."""
    right = [
        (value.term, value.label, one.predicate)
        for one in outgoing
        if one.predicate.value not in APPARATUS
        for value in one.values
        if isinstance(value.term, NamedNode)
    ]
    left = [
        (value.term, value.label, one.predicate)
        for one in incoming
        if one.predicate.value not in APPARATUS
        for value in one.things
        if isinstance(value.term, NamedNode)
    ]
    if not right and not left:
        return None
    rows = max(1, min(MOST, max(len(left), len(right))))
    height = rows * ROW + 2 * MARGIN
    nodes = [*_column(left[:MOST], height, left=True), *_column(right[:MOST], height, left=False)]
    known = sum(one.number for one in incoming if one.predicate.value not in APPARATUS)
    return Drawing(tuple(nodes), height, height // 2, known + len(right) - len(nodes))


def _column(
    neighbours: Sequence[tuple[NamedNode, Label, NamedNode]], height: int, *, left: bool
) -> list[Node]:
    top = (height - (len(neighbours) - 1) * ROW) // 2
    return [
        Node(term, label, shortened(label.text), predicate, LEFT if left else RIGHT, top + index * ROW, left)
        for index, (term, label, predicate) in enumerate(neighbours)
    ]


def shortened(text: str, columns: int = COLUMNS) -> str:
    """The text cut to so many columns; a Chinese character takes two."""
    used = 0
    for index, sign in enumerate(text):
        used += 2 if ord(sign) >= WIDE else 1
        if used > columns:
            return text[:index].rstrip() + "…"
    return text
