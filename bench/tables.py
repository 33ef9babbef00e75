"""Tables of the report in Markdown: ratios to an engine first, then the numbers themselves."""

from collections.abc import Callable, Sequence

from bench import ratios
from bench.results import Cell, Run
from bench.workload import heavy, questions

GROUPS = {
    "thirty": [query.name for query in questions()],
    "paths": [query.name for query in heavy() if query.name.startswith("path-")],
    "analytical": [query.name for query in heavy() if not query.name.startswith("path-")],
}
NONE = "–"

Measure = Callable[[Cell, Cell], str]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(row) + " |" for row in lines) + "\n"


def shown(ratio: float | None, digits: int = 2) -> str:
    """A ratio with its sign of multiplication."""
    return NONE if ratio is None else f"{ratio:.{digits if ratio < 10 else 0}f} ×"


def compare(run: Run, mine: str, others: Sequence[str]) -> str:
    """How often ``mine`` is as good as each other engine, by measure and size."""
    head = ["measure", "articles", *(_title(run, name) for name in others)]
    rows = []
    for label, measure in MEASURES.items():
        for size in run.sizes:
            cell = run.at(mine, size)
            pairs = [(cell, run.at(name, size)) for name in others]
            shown_row = [
                measure(a, b) if a and b and not (a.skipped or b.skipped) else NONE for a, b in pairs
            ]
            if set(shown_row) != {NONE}:
                rows.append([label, f"{size:,}", *shown_row])
    return table(head, rows)


def _title(run: Run, name: str) -> str:
    return next(cell.title for cell in run.cells if cell.engine == name)


def _rate(key: str) -> Measure:
    return lambda a, b: shown(ratios.more(ratios.rate(a, key), ratios.rate(b, key)))


def _queries(group: str, kind: str) -> Measure:
    def measure(a: Cell, b: Cell) -> str:
        level = ratios.queries(a, b, GROUPS[group], kind)
        return NONE if level.ratio is None else f"{shown(level.ratio)} ({_number(level.number, level.late)})"

    return measure


def _number(all_of_them: int, late: int) -> str:
    return f"{all_of_them}, {late} over time" if late else str(all_of_them)


MEASURES: dict[str, Measure] = {
    "start to first answer": lambda a, b: shown(ratios.faster(a.start, b.start)),
    "load rate": lambda a, b: shown(ratios.more(a.triples_a_second, b.triples_a_second)),
    "thirty questions, never repeated": _queries("thirty", "fresh"),
    "thirty questions, repeated": _queries("thirty", "repeated"),
    "analytical queries, never repeated": _queries("analytical", "fresh"),
    "path queries, never repeated": _queries("paths", "fresh"),
    **{
        f"{what}, {how}, {clients} client{'s' if clients > 1 else ''}": _rate(f"{name}/{mode}/{clients}")
        for name, what in (("point", "point lookup"), ("hop", "four-link lookup"))
        for mode, how in (("fresh", "never repeated"), ("repeated", "repeated"))
        for clients in (1, 8, 64)
    },
    "full export, triples a second": lambda a, b: shown(ratios.export(a, b)),
    "peak memory (RSS)": lambda a, b: shown(ratios.faster(a.rss, b.rss)),
    "peak memory (PSS)": lambda a, b: shown(ratios.faster(a.pss, b.pss)),
}


def numbers(run: Run, size: int) -> str:
    """The absolute numbers of all engines at one size."""
    cells = [cell for cell in run.cells if cell.articles == size]
    head = ["", *(cell.title for cell in cells)]
    rows = [
        [label, *(read(cell) if not cell.skipped else NONE for cell in cells)]
        for label, read in NUMBERS.items()
    ]
    return table(head, [row for row in rows if set(row[1:]) != {NONE}])


def _seconds(value: float | None) -> str:
    return NONE if value is None else f"{value:.2f} s"


def _total(group: str, kind: str) -> Callable[[Cell], str]:
    """Geometric mean in milliseconds; the count says over how many, those over their time among them."""

    def read(cell: Cell) -> str:
        asked = [cell.queries[name] for name in GROUPS[group] if name in cell.queries]
        late = sum(one.at_least is not None for one in asked)
        times = [time for one in asked if (time := one.at_least or getattr(one, kind))]
        mean = ratios.geometric_mean(times)
        least = "at least " if late else ""
        return NONE if mean is None else f"{least}{mean:.2f} ms ({_number(len(times), late)})"

    return read


def _rps(key: str) -> Callable[[Cell], str]:
    def read(cell: Cell) -> str:
        told = cell.rates.get(key)
        if told is None:
            return NONE
        faults = f" ({told['bad'] + told['lost']} failed)" if told["bad"] + told["lost"] else ""
        return f"{told['rps']:,.0f}/s{faults}"

    return read


def _export(cell: Cell) -> str:
    if cell.export is None:
        return NONE
    if cell.export.outcome != "ok":
        return cell.export.outcome
    return f"{cell.export.triples:,} in {cell.export.seconds:.2f} s"


NUMBERS: dict[str, Callable[[Cell], str]] = {
    "load": lambda cell: NONE if not cell.load else f"{_seconds(cell.load)}, {cell.quads / cell.load:,.0f}/s",
    "start to first answer": lambda cell: _seconds(cell.start),
    "to rest after warming up": lambda cell: _seconds(cell.rest),
    "thirty questions, never repeated": _total("thirty", "fresh"),
    "thirty questions, repeated": _total("thirty", "repeated"),
    "analytical, never repeated": _total("analytical", "fresh"),
    "paths, never repeated": _total("paths", "fresh"),
    **{
        f"{key}": _rps(key)
        for key in [
            f"{a}/{b}/{c}" for a in ("point", "hop") for b in ("fresh", "repeated") for c in (1, 8, 64)
        ]
    },
    "export": _export,
    "peak RSS / PSS": lambda cell: f"{cell.rss / 2**20:,.0f} / {cell.pss / 2**20:,.0f} MiB",
    "starts anew after a query over its time": lambda cell: str(cell.restarts),
}


def each_query(run: Run, size: int) -> str:
    """Median milliseconds, never repeated, of every query; rows where they differ from the reference."""
    cells = [cell for cell in run.cells if cell.articles == size and not cell.skipped]
    rows = [
        [name, *(_timing(cell, name, run) for cell in cells)] for group in GROUPS.values() for name in group
    ]
    return table(["query", *(cell.title for cell in cells)], rows)


def _timing(cell: Cell, name: str, run: Run) -> str:
    timing, reference = cell.queries.get(name), run.at("oxigraph", cell.articles)
    if timing is None:
        return NONE
    if timing.outcome != "ok" or timing.fresh is None:
        return timing.outcome
    expected = reference.queries.get(name) if reference else None
    differs = expected is not None and expected.rows >= 0 and not expected.alike(timing)
    return f"{timing.fresh:.2f}" + (
        f" **({timing.gave()}, not {expected.gave()})**" if differs and expected else ""
    )
