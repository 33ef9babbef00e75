"""What the faces answered alike at one size, and what not: held against the embedded store."""

from bench.remote.results import EMBEDDED, OK, Cell, Run, Timing


def differences(run: Run, articles: int) -> dict[str, list[str]]:
    """``alike``: queries that all faces answered as the embedded store did; the others with the reason.

    A query that a face did not answer is under ``unanswered``, one answered otherwise under ``differ``.
    """
    found: dict[str, list[str]] = {"alike": [], "differ": [], "unanswered": []}
    mine = run.at("qkg", EMBEDDED, articles)
    others = [one for one in run.cells if one.articles == articles and one.face != EMBEDDED]
    for name, timing in (mine.timings if mine else {}).items():
        told = [_told(name, timing, cell) for cell in others]
        for kind, said in told:
            if kind != "alike":
                found[kind].append(said)
        if timing.digest and all(kind == "alike" for kind, _ in told):
            found["alike"].append(name)
    skipped = [f"all, {face(one)}: {one.skipped}" for one in others if one.skipped]
    found["unanswered"] = skipped + found["unanswered"]
    return found


def face(cell: Cell) -> str:
    """The face in words."""
    return cell.title if cell.face == EMBEDDED else f"{cell.title} {cell.face}"


def _told(name: str, expected: Timing, cell: Cell) -> tuple[str, str]:
    if cell.skipped:
        return "alike", ""
    timing = cell.timings.get(name, Timing("not asked"))
    if timing.outcome != OK or expected.outcome != OK:
        return "unanswered", f"{name}, {face(cell)}: {timing.outcome}"
    if not timing.digest or not expected.digest or timing.digest == expected.digest:
        return "alike", ""
    rows = f"{timing.rows:,} rows, not {expected.rows:,}" if timing.rows != expected.rows else "other values"
    return "differ", f"{name}, {face(cell)}: {rows}"
