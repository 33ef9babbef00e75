"""The store of the packaged graph: built once in a folder named by its content, then reused.

Also makes a user's own store. A damaged or outdated folder in the cache is made again; a user's own never is.
Must not know who opens the folders: a command reads them itself, a server gives them to its processes.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pyoxigraph as ox

from qkg.dataset.assets import find_assets
from qkg.dataset.digest import content_digest
from qkg.dataset.load import fill, plan
from qkg.dataset.source import read_text
from qkg.errors import StoreDamaged, StoreTooOld
from qkg.store import folder
from qkg.store.generations import Checkpoint
from qkg.store.survey import describe

Describer = Callable[[], Iterable[ox.Triple]]
"""What the description of the store says beside its counts."""


def packaged(cache: Path, describer: Describer = list) -> Path:
    """The folder with the packaged graph, made when it is not there or does not open."""
    assets = find_assets()
    digest = content_digest(plan(assets), [*assets.rules, *assets.queries])
    place = cache / f"graph-{digest[:16]}"
    try:
        if folder.exists(place):
            folder.open_folder(place)
            return place
    except (StoreDamaged, StoreTooOld):
        folder.discard(place)
    _build(place, describer)
    return place


def own(place: Path, describer: Describer = list) -> bool:
    """See that a user's own store is there; True when it was made now, from the packaged graph."""
    made = not folder.exists(place)
    if made:
        _build(place, describer)
    return made


def open_folder(place: Path) -> tuple[ox.Store, Checkpoint]:
    """The engine over the newest generation in a folder, read-only, in this process."""
    return folder.open_folder(place)


def open_files(data: Sequence[Path]) -> ox.Store:
    """A store in memory: the packaged vocabulary, these files in place of the articles, the rules."""
    assets = find_assets()
    engine = ox.Store()
    fill(engine, plan(assets, data), assets.rules)
    return engine


def rule_texts() -> dict[str, str]:
    """The packaged rules by the names of their files, for a writer that keeps inferring."""
    return {path.name: read_text(path) for path in find_assets().rules}


def _build(place: Path, describer: Describer) -> None:
    assets = find_assets()
    placements = plan(assets)

    def work(engine: ox.Store) -> None:
        fill(engine, placements, assets.rules)
        describe(engine, describer())

    folder.build(place, content_digest(placements, [*assets.rules, *assets.queries]), work)
