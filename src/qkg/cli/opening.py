"""Settings from options and environment, and the store that a command works on."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qkg.errors import BadParameter

if TYPE_CHECKING:
    from qkg.settings import Settings
    from qkg.store.embedded import EmbeddedStore
    from qkg.store.inprocess import InProcessStore
    from qkg.store.limits import Limits
    from qkg.store.pen import Writing


def load_settings(*, engines: bool = False, follow: bool = True, **options: Any) -> "Settings":
    """The settings; options that were given win over the environment.

    Only with ``engines`` may the store be an engine. A switch file is replaced by the store that it names,
    unless ``follow`` is False.
    """
    from pydantic import ValidationError

    from qkg.settings import Settings

    try:
        settings = Settings(**{name: value for name, value in options.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = "QKG_" + "_".join(str(part) for part in first["loc"]).upper()
        raise BadParameter(f"the setting {name} cannot be used: {first['msg']}") from error
    if follow:
        from qkg.cli.places import resolved

        settings = resolved(settings)
    if settings.engine and not engines:
        raise BadParameter(
            "this command works on a folder; for one on an engine name the qkg serve before it, with --server"
        )
    return settings


def cache_folder(settings: "Settings") -> Path:
    """Where stores built from the packaged graph live."""
    from platformdirs import user_cache_path

    return settings.cache or user_cache_path("qkg")


def store_folder(settings: "Settings") -> tuple[Path, bool]:
    """The folder of the store, made when it is not there; whether a user's own was made just now."""
    from qkg.cli.describing import described
    from qkg.dataset.cache import own, packaged

    if settings.store is None:
        return packaged(cache_folder(settings), described), False
    return settings.store, own(settings.store, described)


def open_here(settings: "Settings") -> "InProcessStore":
    """The store read by this process itself: for a command that asks and ends."""
    from qkg.dataset.assets import find_assets
    from qkg.dataset.cache import open_folder
    from qkg.store.inprocess import InProcessStore

    engine, checkpoint = open_folder(store_folder(settings)[0])
    return InProcessStore(engine, generation=checkpoint.generation, context=find_assets().context)


def open_served(settings: "Settings", place: Path) -> "EmbeddedStore":
    """The store with processes of its own: for a server. The packaged store in the cache takes no writes."""
    from datetime import timedelta

    from qkg.store.embedded import EmbeddedStore
    from qkg.store.generations import Retention

    retention = Retention(settings.keep_generations, timedelta(hours=settings.keep_hours))
    writing = how_to_write(settings) if settings.store else None
    return EmbeddedStore(place, limits(settings), writing, retention, settings.export_seconds)


def limits(settings: "Settings") -> "Limits":
    """What one evaluation may take."""
    from qkg.dataset.assets import find_assets
    from qkg.store.limits import Limits

    return Limits(
        workers=settings.workers,
        seconds=settings.query_seconds,
        memory=settings.query_memory_bytes,
        guarded=not settings.allow_service,
        context=str(find_assets().context),
        waiting=settings.waiting,
        held_quads=settings.memory_quads,
    )


def how_to_write(settings: "Settings") -> "Writing":
    """The rules and checks of every commit."""
    from qkg.cli.describing import DESCRIBER
    from qkg.cli.governing import VALIDATOR
    from qkg.dataset.cache import rule_texts
    from qkg.store.pen import Writing

    rules = rule_texts() if settings.inference else {}
    shapes = VALIDATOR if settings.check_shapes else ""
    return Writing(
        settings.update_seconds, settings.load_seconds, rules=rules, validator=shapes, describer=DESCRIBER
    )
