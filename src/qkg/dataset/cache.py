"""The store of the packaged graph: built once in a folder named by its content, then reused.

Also makes a user's own store. A damaged folder in the cache is made again; a user's own never is.
"""

from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox

from qkg.dataset.assets import find_assets
from qkg.dataset.digest import content_digest
from qkg.dataset.load import fill, plan
from qkg.errors import StoreDamaged
from qkg.store import folder


def open_packaged(cache: Path) -> tuple[ox.Store, Path]:
    """The packaged graph, opened read-only, and the folder that holds it."""
    assets = find_assets()
    placements, rules = plan(assets), assets.rules
    digest = content_digest(placements, rules)
    place = cache / f"graph-{digest[:16]}"
    if not folder.exists(place):
        folder.build(place, digest, lambda engine: fill(engine, placements, rules))
    try:
        return folder.open_folder(place), place
    except StoreDamaged:
        folder.discard(place)
        folder.build(place, digest, lambda engine: fill(engine, placements, rules))
        return folder.open_folder(place), place


def open_own(place: Path) -> tuple[ox.Store, bool]:
    """A user's own store, opened as it is; made from the packaged graph when there is none yet.

    The second value says whether it was made now.
    """
    made = not folder.exists(place)
    if made:
        assets = find_assets()
        placements, rules = plan(assets), assets.rules
        digest = content_digest(placements, rules)
        folder.build(place, digest, lambda engine: fill(engine, placements, rules))
    return folder.open_folder(place), made


def open_files(data: Sequence[Path]) -> ox.Store:
    """A store in memory: the packaged vocabulary, these files in place of the articles, the rules."""
    assets = find_assets()
    engine = ox.Store()
    fill(engine, plan(assets, data), assets.rules)
    return engine
