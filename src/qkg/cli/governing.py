"""The packaged shapes put before commits: what the writer's process calls by the name ``VALIDATOR``."""

from collections.abc import Callable, Sequence
from typing import Final

VALIDATOR: Final = "qkg.cli.governing:validate"


def validate(dump: Callable[[Sequence[str] | None], bytes], graphs: Sequence[str]) -> str:
    """A SHACL report in Turtle on these graphs, empty when they conform; ``dump`` gives N-Quads."""
    import pyoxigraph as ox

    from qkg.check.commit import context, report
    from qkg.dataset.assets import find_assets
    from qkg.dataset.source import read_quads

    def quads(names: Sequence[str] | None) -> list[ox.Quad]:
        return list(ox.parse(dump(names), ox.RdfFormat.N_QUADS))

    shapes = [one for path in find_assets().shapes if path.stem != "style" for one in read_quads(path)]
    changed = quads(graphs)
    return report(context(quads(None), changed), changed, shapes)
