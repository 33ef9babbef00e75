"""``qkg load --new``: a store made beside the one that readers stand on, by the loader of its engine.

Everything is first judged in a folder here, by the same writer as any other load: syntax, rules, duplicates,
shapes, description. Then all of it, with the catalogue, goes to the loader, and the engine counts each graph.
"""

import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qkg.cli.differing import differing, first
from qkg.errors import BadParameter, CheckFailed

if TYPE_CHECKING:
    from qkg.settings import Settings
    from qkg.store.remote.founding import Founded
    from qkg.store.remote.loading.loader import Loader

KINDS: Final = ("tdb2", "oxigraph")
SQL_PORT: Final = 1111


@dataclass(frozen=True)
class New:
    """A store to be made: where, what it begins with (empty: the packaged graph), where there is room."""

    place: str
    source: str = ""
    work: Path | None = None
    empty: bool = False


def found(settings: "Settings", new: New, fill: Callable[[Path], str]) -> str:
    """Make it; ``fill`` loads the files into a folder. What was done."""
    from qkg.store import folder
    from qkg.store.remote.founding import write

    loader = chosen(settings, new.place)
    loader.refuse()
    with ExitStack() as stack:
        work = Path(stack.enter_context(_room(new.work)))
        judged = work / "store"
        begin(settings, judged, new)
        said = fill(judged)
        engine, checkpoint = folder.open_folder(judged)
        (work / "files").mkdir()
        made = write(engine, checkpoint.generation.number, work / "files")
        _load(loader, made)
    lines = [
        said,
        f"{made.quads:,} quads loaded by {loader.title}, each graph counted",
        f"next: {loader.advice}",
    ]
    return "\n".join(filter(None, lines))


def _room(work: Path | None) -> "tempfile.TemporaryDirectory[str]":
    """A folder of our own, that goes again."""
    try:
        made = tempfile.TemporaryDirectory(prefix="qkg-load-", dir=work)
        Path(made.name).chmod(0o755)  # another user's server reads the files
        return made
    except OSError as error:
        raise BadParameter(f"there is no room to work in {work}: {error.strerror}") from error


def begin(settings: "Settings", place: Path, new: New) -> None:
    """The folder with what the new store begins with; nothing is there before."""
    from qkg.cli.describing import described
    from qkg.cli.places import at, standing
    from qkg.dataset.cache import own
    from qkg.store import folder

    if new.empty and new.source:
        raise BadParameter("--empty and --from are two beginnings; name one")
    if new.empty:
        folder.build(place, "", lambda _engine: None)
    elif not new.source:
        own(place, described)
    else:
        source = at(settings, standing(at(settings, new.source)))
        _copy(source, place)


def _copy(source: "Settings", place: Path) -> None:
    """The newest state of another store."""
    import asyncio

    from qkg.cli.places import there
    from qkg.store import folder

    if source.engine:
        asyncio.run(_fetched(source, place))
    else:
        folder.copy(there(source), place)


async def _fetched(source: "Settings", place: Path) -> None:
    """All that an engine holds, as a folder."""
    from qkg.cli.engines import reach
    from qkg.store.remote.copying import copied
    from qkg.store.remote.questions import catalogue, survey

    client = (await reach(source)).client
    try:
        seconds = source.load_seconds
        state = await catalogue(client, seconds) or await survey(client, seconds)
        await copied(client, state, place, seconds)
    finally:
        await client.aclose()


def chosen(settings: "Settings", place: str) -> "Loader":
    """The loader for a place as the user writes it."""
    from qkg.store.remote.loading.folder import Oxigraph, Tdb2

    kind, _, rest = place.partition(":")
    if kind == "tdb2" and rest:
        return Tdb2(Path(rest), settings.jena_jar)
    if kind == "oxigraph" and rest:
        return Oxigraph(Path(rest), _oxigraph())
    if kind.startswith("sparql+"):
        return _virtuoso(settings.model_copy(update={"store": None, "engine": place}))
    raise BadParameter(
        f"--new takes {', '.join(f'{one}:DIR' for one in KINDS)}, or the address of an empty Virtuoso, "
        f"sparql+http://HOST:PORT/sparql, not {place!r}; a new folder of qkg is made by --store DIR"
    )


def _oxigraph() -> str:
    """Beside this program, or on the PATH."""
    import sys

    here = Path(sys.executable).with_name("oxigraph")
    return str(here) if here.exists() else "oxigraph"


def _virtuoso(settings: "Settings") -> "Loader":
    import asyncio
    from urllib.parse import urlsplit

    from qkg.cli.engines import credentials, reach
    from qkg.store.remote.loading.virtuoso import Virtuoso
    from qkg.store.remote.profile import VIRTUOSO
    from qkg.store.remote.questions import sizes

    async def asked() -> tuple[str, dict[str, int]]:
        reached = await reach(settings)
        try:
            return reached.client.profile.name, await sizes(reached.client, settings.load_seconds)
        finally:
            await reached.client.aclose()

    name = asyncio.run(asked())[0]
    if name != VIRTUOSO.name:
        raise BadParameter(f"{settings.engine} is no Virtuoso; write tdb2:DIR or oxigraph:DIR for a folder")
    host = urlsplit(settings.engine).hostname or "127.0.0.1"
    sql = settings.virtuoso_sql or f"{host}:{SQL_PORT}"
    return Virtuoso(settings.engine, sql, credentials(settings), lambda: asyncio.run(asked())[1])


def _load(loader: "Loader", made: "Founded") -> None:
    """Load, count, keep; what is not sound is taken away again."""
    try:
        loader.load(made.files)
        wrong = differing(sorted(made.sizes.items()), loader.counts())
        if wrong:
            raise CheckFailed(f"{loader.title} does not hold what was loaded: {first(wrong)}")
    except BaseException:
        loader.drop()
        raise
    loader.keep()
