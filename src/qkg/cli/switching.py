"""The steps of ``qkg switch``: look at the new store, number it, say where and when, see nothing was lost."""

import asyncio
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qkg.cli.differing import differing, first
from qkg.errors import BadParameter, CheckFailed, QkgError, ServerProblem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qkg.cli.places import Stand
    from qkg.settings import Settings
    from qkg.store.pointer import Pointer

LAST_LOOK: Final = 0.5
"""Seconds before the move at which the old store is looked at for the last time."""
PATIENCE: Final = 60.0
BEYOND: Final = 100_000
OURS: Final = ("inferred", "description", "ontology", "stubs", "schemes", "alignments", "mappings")
"""Graphs that come with the program or are made anew, so that they may differ."""


@dataclass(frozen=True)
class Asked:
    """What the user wants beside the target."""

    file: Path
    after: float = 5.0
    manifests: tuple[Path, ...] = ()
    digest: str = ""
    servers: tuple[str, ...] = ()
    anyway: bool = False


def told(file: Path) -> str:
    """Where readers stand, for people."""
    from qkg.store import pointer

    now = pointer.read(file)
    moment = now.at.isoformat(timespec="seconds")
    coming = f"; until {moment} on {now.before}" if now.current(datetime.now(UTC)) != now.store else ""
    before = f"\nbefore: {now.before}" if now.before else ""
    return f"readers of {file} stand on {now.store} since {moment}, generation {now.since}{coming}{before}"


def target(file: Path, store: str | None, back: bool) -> str:
    """The place to move to."""
    from qkg.store import pointer

    if store is not None and back:
        raise BadParameter("--back names the store before; name a STORE or go back")
    if store is not None:
        return pointer.absolute(store)
    before = pointer.read(file).before
    if not before:
        raise BadParameter(f"{file} knows of no store before")
    return before


async def move(settings: "Settings", asked: Asked, place: str) -> str:
    """Do it, or leave all as it was; what was done."""
    from qkg.cli.places import stand
    from qkg.store import pointer

    old = pointer.read(asked.file) if asked.file.exists() else None
    if old is not None and old.store == place:
        raise BadParameter(f"readers of {asked.file} stand on {place} already")
    new = await stand(settings, place)
    left = await _left(settings, old, asked)
    try:
        there = await _sound(new, asked)
        await _digest(settings, place, asked.digest)
        if old is None:
            return await _first(asked, place, new)
        mark = await left.mark() if left else ""
        if left is not None and not asked.anyway:
            _kept(await left.listed(), there, left.name, new.name)
        number = await _number(old, left, new)
        await new.renumber(number)
        coming = pointer.Pointer(place, datetime.now(UTC) + timedelta(seconds=asked.after), number, old.store)
        await _announced(asked, coming, old, left, mark)
        return await _done(asked, coming)
    finally:
        for one in (new, left):
            if one is not None:
                await one.aclose()


async def _left(settings: "Settings", old: "Pointer | None", asked: Asked) -> "Stand | None":
    """The store that readers stand on; None when there is none, or it is lost and that is accepted."""
    from qkg.cli.places import stand

    if old is None:
        return None
    try:
        found = await stand(settings, old.store)
        await found.generation()
        return found
    except QkgError as error:
        if asked.anyway:
            return None
        raise CheckFailed(
            f"the store that readers stand on cannot be compared ({error}); move with --anyway"
        ) from error


async def _number(old: "Pointer", left: "Stand | None", new: "Stand") -> int:
    """A generation later than all of both; far beyond where the old store can no longer be asked."""
    last = (await left.generation()).number if left else old.since + BEYOND
    return max(last, old.since, (await new.generation()).number) + 1


async def _sound(new: "Stand", asked: Asked) -> "dict[str, int]":
    """What the new store lists; CheckFailed when it holds something else, or not what a manifest says."""
    from qkg.dataset import manifest

    listed, there = await new.listed(), await new.counted()
    wanted = {name: size for name, size in listed.items() if size}
    _compared(wanted, there, new.name, "its catalogue says")
    more = sorted(there.keys() - wanted.keys())
    if more:
        raise CheckFailed(
            f"{new.name} holds {len(more):,} graphs that its catalogue does not list, as {more[0]}"
        )
    for path in asked.manifests:
        manifest.read(path)
        _compared(dict(manifest.counts(path.parent)), there, new.name, f"{path} says")
    return listed


def _compared(wanted: "Mapping[str, int]", there: "Mapping[str, int]", name: str, whose: str) -> None:
    wrong = differing(wanted.items(), there)
    if wrong:
        raise CheckFailed(f"{name} is not what {whose}: {first(wrong)}; nothing was moved")


def _kept(old: "Mapping[str, int]", new: "Mapping[str, int]", left: str, name: str) -> None:
    """CheckFailed when a graph of the old store is missing, differs, or was withdrawn there."""
    from qkg.namespaces import graph_iri
    from qkg.store.remote.profile import UNNAMED

    passed = {UNNAMED, *map(graph_iri, OURS)}
    wrong = differing(((graph, size) for graph, size in old.items() if graph not in passed), new)
    if wrong:
        raise CheckFailed(
            f"{name} does not hold what {left} holds: {first(wrong)}; make it again with "
            "qkg load --new … --from, or move with --anyway; nothing was moved"
        )


async def _digest(settings: "Settings", place: str, wanted: str) -> None:
    from qkg.cli.digesting import digest_of

    if not wanted:
        return
    found = (await digest_of(settings, place)).sha256
    if found != wanted:
        raise CheckFailed(f"{place} has the digest {found}, not {wanted}; nothing was moved")


async def _first(asked: Asked, place: str, new: "Stand") -> str:
    """A file that names a store for the first time."""
    from qkg.store import pointer

    pointer.write(asked.file, pointer.Pointer(place, datetime.now(UTC)))
    number = (await new.generation()).number
    return f"{asked.file} names {place}, generation {number}\nnext: qkg serve --store {asked.file}"


async def _announced(asked: Asked, new: "Pointer", old: "Pointer", left: "Stand | None", mark: str) -> None:
    """Tell the services, close the old store, and take it back when somebody wrote meanwhile."""
    from qkg.store import pointer

    pointer.write(asked.file, new)
    try:
        if left is not None:
            await left.close()
        await _until(new.at - timedelta(seconds=LAST_LOOK))
        if left is not None and await left.mark() != mark and not asked.anyway:
            raise CheckFailed(f"somebody wrote to {left.name} meanwhile; readers stay there: switch again")
    except BaseException:
        pointer.write(asked.file, old)
        if left is not None:
            await left.open()
        raise
    await _until(new.at)


async def _until(moment: datetime) -> None:
    await asyncio.sleep(max(0.0, (moment - datetime.now(UTC)).total_seconds()))


async def _done(asked: Asked, new: "Pointer") -> str:
    await asyncio.gather(*(_moved(one, new.since) for one in asked.servers))
    seen = f"; {len(asked.servers)} services answer from there" if asked.servers else ""
    return (
        f"readers stand on {new.store}, generation {new.since}{seen}\n"
        f"before: {new.before}, closed for writing; back: qkg switch {asked.file} --back"
    )


async def _moved(address: str, number: int) -> None:
    """Wait until a service answers from this generation or a later one."""
    import httpx

    until, found = time.monotonic() + PATIENCE, "nothing"
    async with httpx.AsyncClient(trust_env=False, timeout=10) as client:
        while time.monotonic() < until:
            try:
                said = (await client.get(f"{address.rstrip('/')}/health/ready")).json()
                if said["status"] == "ready" and said["generation"] >= number:
                    return
                found = f"generation {said['generation']}, {said['reason']}"
            except (httpx.HTTPError, ValueError, KeyError) as error:
                found = f"{type(error).__name__}"
            await asyncio.sleep(0.2)
    raise ServerProblem(f"{address} has not moved: {found}; the others have, and it goes on trying")
