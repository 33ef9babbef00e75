"""Places of stores as users name them: a folder, the address of an engine, a switch file that names one."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from qkg.errors import BadParameter, NotAStore

if TYPE_CHECKING:
    from qkg.settings import Settings
    from qkg.store.contract import Store
    from qkg.store.handover import FolderStand
    from qkg.store.remote.handover import EngineStand

    Stand = EngineStand | FolderStand


def switch_file(settings: "Settings") -> Path | None:
    """The switch file, where the store is named by one."""
    return settings.store if settings.store is not None and settings.store.is_file() else None


def resolved(settings: "Settings") -> "Settings":
    """The settings with the store that a switch file names now."""
    from qkg.store import pointer

    file = switch_file(settings)
    return settings if file is None else at(settings, pointer.read(file).current(datetime.now(UTC)))


def at(settings: "Settings", place: str) -> "Settings":
    """The settings for a store at a place."""
    from qkg.store.remote.address import is_engine

    if is_engine(place):
        return settings.model_copy(update={"store": None, "engine": place})
    return settings.model_copy(update={"store": Path(place), "engine": ""})


async def open_place(settings: "Settings", place: str) -> "Store":
    """The store there, for a server; refused when there is none, or its engine contradicts its profile."""
    from qkg.cli.opening import open_served

    chosen = at(settings, place)
    if chosen.engine:
        from qkg.cli.engines import open_engine_here

        return await open_engine_here(chosen)
    return open_served(chosen, there(chosen))


def there(settings: "Settings") -> Path:
    """The folder that the settings name; NotAStore when there is no store in it."""
    from qkg.store import folder

    if settings.store is None or not folder.exists(settings.store):
        raise NotAStore(f"there is no store in {settings.store}")
    return settings.store


async def stand(settings: "Settings", place: str) -> "Stand":
    """A place as a move sees it."""
    from qkg.cli.engines import reach
    from qkg.store.handover import FolderStand
    from qkg.store.remote.handover import EngineStand

    chosen = at(settings, place)
    if chosen.engine:
        reached = await reach(chosen)
        return EngineStand(reached.client, reached.place, settings.load_seconds)
    return FolderStand(Path(place))


def standing(settings: "Settings") -> str:
    """The place that the settings name, a switch file followed; BadParameter when they name none."""
    from qkg.store import pointer

    chosen = resolved(settings)
    if chosen.engine:
        return chosen.engine
    if chosen.store is None:
        raise BadParameter("name a store: a folder, the address of an engine, or a switch file")
    return pointer.absolute(str(chosen.store))
