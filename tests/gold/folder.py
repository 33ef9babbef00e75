"""One annotated text from its folder.

Owns the layout that README.md describes. Knows nothing of scoring or of the graph.
"""

import csv
import tomllib
from itertools import product
from pathlib import Path

from tests.gold.quotes import place, places
from tests.gold.values import MENTIONS, Gold, GoldError, Tie, Trap

from qkg.ingest.candidates import CHANGES
from qkg.ingest.figure import HEDGES, Figure
from qkg.ingest.mention import Mention
from qkg.ingest.relation import RELATIONS
from qkg.ingest.span import Span

HERE = Path(__file__).parent
OPEN, APART = HERE / "open", HERE / "apart"
COLUMNS = {
    "figures.tsv": ("quote", "value", "unit", "counter", "hedge", "period", "change", "of", "place"),
    "mentions.tsv": ("kind", "quote", "thing"),
    "relations.tsv": ("kind", "subject", "object"),
    "not-figures.tsv": ("quote", "why"),
}
_SENTENCES = ("appraisal", "plan")  # stretches that hold names rather than being one
_BELOW = ("nearly", "at-most")
_ABOVE = ("more-than", "at-least")


def folders(parent: Path) -> list[Path]:
    """The folders of texts below ``parent``, by name; none is an error."""
    found = sorted(one.parent for one in parent.glob("*/meta.toml"))
    if not found:
        raise GoldError(f"no gold in {parent}")
    return found


def read(folder: Path) -> Gold:
    """The text of a folder with everything annotated in it; ``GoldError`` where a line cannot be right."""
    meta = tomllib.loads((folder / "meta.toml").read_text(encoding="utf-8"))
    raw = (folder / meta["file"]).read_bytes()
    clean = (folder / meta.get("clean", meta["file"])).read_text(encoding="utf-8").rstrip("\n")
    mentions = _mentions(clean, _rows(folder / "mentions.tsv"))
    figures = tuple(_figure(clean, row) for row in _rows(folder / "figures.tsv"))
    return Gold(
        name=folder.name,
        published=meta["published"],
        raw=raw,
        clean=clean,
        figures=tuple(sorted(figures, key=lambda one: one.start)),
        mentions=mentions,
        ties=tuple(_tie(clean, row, figures, mentions) for row in _rows(folder / "relations.tsv")),
        traps=tuple(_traps(clean, _rows(folder / "not-figures.tsv"))),
        covers=frozenset(MENTIONS),
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if row]
    columns = COLUMNS[path.name]
    if tuple(rows[0]) != columns:
        raise GoldError(f"{path.name} must begin with {columns}")
    long = [row for row in rows if len(row) > len(columns)]
    if long:
        raise GoldError(f"too many cells in {path}: {long[0]}")
    return [dict(zip(columns, row + [""] * (len(columns) - len(row)), strict=True)) for row in rows[1:]]


def _known(word: str, words: tuple[str, ...]) -> str:
    if word not in words:
        raise GoldError(f"{word!r} is none of {', '.join(words)}")
    return word


def _figure(text: str, row: dict[str, str]) -> Figure:
    span = place(text, row["quote"])
    hedge = _known(row["hedge"] or "exact", HEDGES)
    low, dots, high = row["value"].partition("..")
    if bool(dots) != (hedge == "range"):
        raise GoldError(f"a range has two values and the hedge 'range': {row}")
    value = None if dots else float(low)
    return Figure(
        start=span.start,
        end=span.end,
        verbatim=text[slice(*span)],
        value=value,
        lower=float(low) if dots else value if hedge in _ABOVE else None,
        upper=float(high) if dots else value if hedge in _BELOW else None,
        unit=row["unit"],
        counter=row["counter"],
        hedge=hedge,
        period=row["period"] or "unstated",
        change=_known(row["change"], CHANGES),
        of=row["of"],
        place=row["place"],
    )


def _mentions(text: str, rows: list[dict[str, str]]) -> tuple[Mention, ...]:
    """A quote marks its places outside longer names; one that says which place always counts."""
    kept: list[Mention] = []
    for one, meant in sorted(
        _marked(text, rows), key=lambda found: (found[0].start - found[0].end, found[0].start)
    ):
        names = [other for other in kept if other.kind not in _SENTENCES]
        if meant or not any(other.start <= one.start and one.end <= other.end for other in names):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: (one.start, one.end)))


def _marked(text: str, rows: list[dict[str, str]]) -> list[tuple[Mention, bool]]:
    return [
        (
            Mention(
                _known(row["kind"], MENTIONS), *span, text[slice(*span)], row["thing"] or text[slice(*span)]
            ),
            any(sign in row["quote"] for sign in "[#"),
        )
        for row in rows
        for span in places(text, row["quote"])
    ]


def _tie(text: str, row: dict[str, str], figures: tuple[Figure, ...], mentions: tuple[Mention, ...]) -> Tie:
    if row["kind"] not in RELATIONS:
        raise GoldError(f"{row['kind']!r} is none of {', '.join(RELATIONS)}")
    ends = [
        _end(text, row[side], kinds, figures, mentions)
        for side, kinds in zip(("subject", "object"), RELATIONS[row["kind"]], strict=True)
    ]
    return Tie(row["kind"], *ends, words=f"{row['subject']} → {row['object']}")


def _end(
    text: str, quote: str, kinds: tuple[str, ...], figures: tuple[Figure, ...], mentions: tuple[Mention, ...]
) -> frozenset[Span]:
    """The places that may stand for one end: the figure itself, or every mention of the same thing."""
    spans = [place(text, quote)] if kinds == ("figure",) else places(text, quote)
    marked = {Span(one.start, one.end) for one in figures} if "figure" in kinds else set()
    here = [
        one for span, one in product(spans, mentions) if (one.start, one.end) == span and one.kind in kinds
    ]
    things = {one.thing for one in here}
    found = marked.intersection(spans) | {
        Span(one.start, one.end) for one in mentions if one.thing in things and one.kind in kinds
    }
    if not found:
        raise GoldError(f"{quote!r} is marked as none of {', '.join(kinds)}")
    return frozenset(found)


def _traps(text: str, rows: list[dict[str, str]]) -> list[Trap]:
    return [
        Trap(*span, text[slice(*span)], row["why"]) for row in rows for span in places(text, row["quote"])
    ]
