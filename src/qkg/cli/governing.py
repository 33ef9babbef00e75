"""The packaged shapes put before commits: what the writer's process calls by the name ``VALIDATOR``."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

VALIDATOR: Final = "qkg.cli.governing:validate"


def validate(dump: Callable[[Sequence[str] | None], bytes], graphs: Sequence[str]) -> str:
    """A SHACL report in Turtle on these graphs, empty when they conform; ``dump`` gives N-Quads."""
    import pyoxigraph as ox

    from qkg.check.commit import context, report
    from qkg.dataset.assets import find_assets
    from qkg.dataset.source import read_quads

    shapes = [one for path in find_assets().shapes if path.stem != "style" for one in read_quads(path)]
    names = {ox.NamedNode(name) for name in graphs}
    with collecting_nothing():
        every = list(ox.parse(dump(None), ox.RdfFormat.N_QUADS))
        changed = [one for one in every if one.graph_name in names]
        return report(context(every, changed), changed, shapes)


@contextmanager
def collecting_nothing() -> Iterator[None]:
    """The collector of cycles would look through a hundred thousand terms again and again, and find none."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
