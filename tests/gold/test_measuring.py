"""The recogniser on the open gold stays as good as it was; the texts apart are scored by hand, at the end."""

from tests.gold.folder import OPEN
from tests.gold.measuring import measured
from tests.gold.scoring import LEVELS

TALLIES = {one.kind: one for one in measured(OPEN)}
RELATIONS = [one for kind, one in TALLIES.items() if kind.startswith("relation")]


def test_figures() -> None:
    """Every figure with value, unit, hedge and period, and no date or name taken for one."""
    for level in LEVELS:
        assert (TALLIES[level].precision or 0) >= 0.98, TALLIES[level].false
        assert (TALLIES[level].recall or 0) >= 0.98, TALLIES[level].missed


def test_mentions() -> None:
    """Nine of ten agencies, documents, awards and actions."""
    for kind in ("agency", "document", "award", "action"):
        assert (TALLIES[f"mention: {kind}"].recall or 0) >= 0.9
        assert (TALLIES[f"mention: {kind}"].precision or 0) >= 0.9


def test_relations() -> None:
    """Of all kinds together at least six of ten, and seventeen of twenty of them true."""
    right = sum(one.right for one in RELATIONS)
    assert right / (right + sum(len(one.missed) for one in RELATIONS)) >= 0.6
    assert right / (right + sum(len(one.false) for one in RELATIONS)) >= 0.85
