"""What the numbers say, in a few sentences: where another engine wins, and what our layer costs."""

from collections.abc import Mapping
from typing import Final

from bench.ratios import geometric_mean
from bench.remote.levels import Level, level
from bench.remote.results import BARE, BEHIND, EMBEDDED, OK, UNASKED, Run
from bench.remote.work import kinds

WORDS: Final = {
    "point": "point lookups",
    "hop": "lookups over four links",
    "join": "joins",
    "path": "property paths",
    "question": "the thirty questions",
}
Levels = Mapping[tuple[str, str, int], Level]
"""By engine, kind and size."""


def against_embedded(run: Run, face: str, which: str = "median") -> dict[tuple[str, str, int], Level]:
    """Each engine's face in multiples of the embedded store."""
    return {
        (engine, kind, size): level(run.at(engine, face, size), run.at("qkg", EMBEDDED, size), names, which)
        for engine in run.engines
        for kind, names in kinds().items()
        for size in run.sizes
    }


def of_the_layer(run: Run, which: str = "median") -> dict[tuple[str, str, int], Level]:
    """Each engine behind qkg in multiples of the engine bare."""
    return {
        (engine, kind, size): level(run.at(engine, BEHIND, size), run.at(engine, BARE, size), names, which)
        for engine in run.engines
        for kind, names in kinds().items()
        for size in run.sizes
    }


def sentences(run: Run) -> list[str]:
    """Who wins behind qkg, who would bare, and what the layer costs at each size."""
    behind, bare = against_embedded(run, BEHIND), against_embedded(run, BARE)
    return [
        "**Behind qkg**, another engine is faster than the embedded store " + _winners(run, behind),
        "**Bare**, without our layer, another engine is faster than the embedded store behind qkg "
        + _winners(run, bare),
        "**Our layer** before an engine takes so many times as long as the engine bare, as the mean over the "
        f"kinds of work, {_costs(run)}.",
        *_silent(run),
    ]


def _silent(run: Run) -> list[str]:
    """Faces that answered less than half of what they were asked, with their counts."""
    parts = []
    for cell in run.cells:
        asked = [one for one in cell.timings.values() if one.outcome != UNASKED]
        answered = sum(one.outcome == OK for one in asked)
        if cell.face == BEHIND and 2 * answered < len(asked):
            parts.append(f"{cell.title} at {cell.articles:,} ({answered} of {len(asked)})")
    return [f"**Behind qkg, less than half was answered in time**: {', '.join(parts)}."] if parts else []


def _winners(run: Run, levels: Levels) -> str:
    won = {kind: _won(run, levels, kind) for kind in WORDS}
    told = [f"{WORDS[kind]} ({said})" for kind, said in won.items() if said]
    never = [WORDS[kind] for kind, said in won.items() if not said]
    wins = f"for {'; '.join(told)}. " if told else "for no kind of work at any size that was measured. "
    return (wins + (f"For {_and(never)} none is, at any size." if told and never else "")).strip()


def _won(run: Run, levels: Levels, kind: str) -> str:
    parts = []
    for engine in run.engines:
        sizes = [size for size in run.sizes if levels[engine, kind, size].wins]
        if sizes:
            ratios = [f"{levels[engine, kind, size].ratio:.2f} × at {size:,}" for size in sizes]
            parts.append(f"{run.title(engine)}: {', '.join(ratios)}")
    return "; ".join(parts)


def _costs(run: Run) -> str:
    """For each engine the means, size after size."""
    layer = of_the_layer(run)
    told = [
        f"{run.title(one)} {', '.join(_cost(layer, one, size) for size in run.sizes)}" for one in run.engines
    ]
    return f"at {_and([f'{size:,}' for size in run.sizes])} articles: {'; '.join(told)}"


def _cost(layer: Levels, engine: str, size: int) -> str:
    found = [layer[engine, kind, size] for kind in WORDS]
    mean = geometric_mean(one.ratio for one in found if one.ratio)
    least = "at least " if any(one.above for one in found) else ""
    return f"{least}{mean:.1f} ×" if mean else "not measured"


def _and(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
