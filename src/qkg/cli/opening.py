"""Settings from options and environment, and the store that a command works on."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qkg.errors import BadParameter

if TYPE_CHECKING:
    import pyoxigraph

    from qkg.settings import Settings


def load_settings(**options: Any) -> "Settings":
    """The settings; options that were given win over the environment."""
    from pydantic import ValidationError

    from qkg.settings import Settings

    try:
        return Settings(**{name: value for name, value in options.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = "QKG_" + "_".join(str(part) for part in first["loc"]).upper()
        raise BadParameter(f"the setting {name} cannot be used: {first['msg']}") from error


def cache_folder(settings: "Settings") -> Path:
    """Where stores built from the packaged graph live."""
    from platformdirs import user_cache_path

    return settings.cache or user_cache_path("qkg")


def open_engine(settings: "Settings") -> tuple["pyoxigraph.Store", Path, bool]:
    """The engine, its folder, and whether a user's own store was made just now."""
    from qkg.dataset.cache import open_own, open_packaged

    if settings.store is None:
        engine, place = open_packaged(cache_folder(settings))
        return engine, place, False
    engine, made = open_own(settings.store)
    return engine, settings.store, made
