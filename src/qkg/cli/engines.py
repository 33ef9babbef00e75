"""A store on an engine, made from the settings: who we are there, what it is, whether it can be served."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qkg.media import Format
    from qkg.settings import Settings
    from qkg.store.remote.client import Client
    from qkg.store.remote.credentials import Credentials
    from qkg.store.remote.probe import Found
    from qkg.store.remote.store import RemoteStore, Rules


@dataclass(frozen=True)
class Reached:
    """An engine that answers: a client, its Server header, and where it is, for people."""

    client: "Client"
    header: str
    place: str


def credentials(settings: "Settings") -> "Credentials":
    """From the file, if one is named, else from the settings themselves."""
    from qkg.store.remote.credentials import Credentials, read

    if settings.engine_credentials is not None:
        return read(settings.engine_credentials)
    password = settings.engine_password.get_secret_value() if settings.engine_password else ""
    token = settings.engine_token.get_secret_value() if settings.engine_token else ""
    return Credentials(settings.engine_user, password, token)


async def reach(settings: "Settings") -> Reached:
    """The engine at ``settings.engine``; EngineRefused when nothing answers there."""
    from qkg.store.remote.address import read
    from qkg.store.remote.client import Client
    from qkg.store.remote.probe import identified

    address, who = read(settings.engine), credentials(settings)
    profile, header = await identified(address, who)
    client = Client(profile, profile.endpoints(address), who, settings.workers + 2)
    return Reached(client, header, f"{profile.title} at {address.host}")


async def probe(settings: "Settings", writing: bool) -> "tuple[Reached, list[Found]]":
    """Reach it, try it, hang up."""
    from qkg.store.remote.probe import probed

    reached = await reach(settings)
    try:
        return reached, await probed(reached.client, reached.header, writing)
    finally:
        await reached.client.aclose()


async def opened(settings: "Settings") -> "RemoteStore":
    """The store before the engine, not probed: for a command that asks and ends."""
    from qkg.store.remote.store import RemoteStore

    return RemoteStore((await reach(settings)).client, rules(settings))


async def load_into(
    settings: "Settings", files: "Sequence[tuple[str, Format, str | None]]"
) -> tuple[int, int]:
    """Files into the engine, all or none; the generation after it and its quads."""
    store = await opened(settings)
    try:
        done = await store.load(files)
        return done.generation.number, (await store.health()).quads
    finally:
        await store.aclose()


def open_engine(settings: "Settings") -> "tuple[RemoteStore, str]":
    """The store before the engine, and what it is; refused when the engine contradicts its profile."""
    import asyncio

    reached = asyncio.run(_sound(settings))
    return _served(settings, reached), reached.place


async def open_engine_here(settings: "Settings") -> "RemoteStore":
    """The same on the loop that runs."""
    return _served(settings, await _sound(settings))


async def _sound(settings: "Settings") -> Reached:
    from qkg.store.remote.probe import refuse

    reached, found = await probe(settings, settings.write_token is not None)
    refuse(reached.client, found)
    return reached


def _served(settings: "Settings", reached: Reached) -> "RemoteStore":
    """A store with a client of its own: the one that probed belongs to a loop that has ended."""
    from qkg.store.remote.store import RemoteStore

    client = type(reached.client)(
        reached.client.profile, reached.client.endpoints, credentials(settings), settings.workers + 2
    )
    return RemoteStore(client, rules(settings))


def rules(settings: "Settings") -> "Rules":
    """How the store works with its engine."""
    from qkg.cli.opening import how_to_write, limits
    from qkg.store.remote.store import Rules

    return Rules(
        limits(settings),
        how_to_write(settings),
        settings.export_seconds,
        settings.engine_survey_seconds,
        settings.engine_copy_quads,
    )
