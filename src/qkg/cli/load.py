"""``qkg load``: files into a store or a running server, all of them or none."""

from pathlib import Path
from typing import TYPE_CHECKING

from qkg.cli import load_options as told
from qkg.cli.founding import New
from qkg.cli.opening import load_settings
from qkg.errors import BadParameter

if TYPE_CHECKING:
    from qkg.cli.manifests import Listed
    from qkg.dataset.intake import Intake
    from qkg.settings import Settings


def load(
    files: told.Files = None,
    graph: told.Graph = None,
    store: told.Store = None,
    server: told.Server = None,
    empty: told.Empty = False,
    new: told.Place = None,
    source: told.Source = None,
    work: told.Work = None,
    quiet: told.Quiet = None,
) -> None:
    """Load files in bulk; a broken one leaves everything as it was.

    Files of a manifest must have the digests that it says; afterwards each graph is counted against it.
    With --new all is judged in a folder here first, then loaded by the engine's own loader and counted there.
    """
    from qkg.cli.manifests import listed

    settings = load_settings(engines=True, store=store, quiet=quiet)
    every = listed(files or [])
    intakes = look(every.files, graph)
    if not intakes and source is None:
        raise BadParameter("name the files to load, or with --from a store to take over")
    if new is not None or source is not None:
        if server is not None or (new is not None and store is not None):
            raise BadParameter("--new, --store and --server are different places; name one")
        message = beside(settings, New(new or "", source or "", work, empty), intakes, every)
    elif server is not None:
        if store is not None or empty:
            raise BadParameter("--server and --store are two places; name one")
        message = send(server, settings, intakes)
    elif settings.engine:
        message = publish(settings, intakes, empty)
    else:
        message = fill(settings, intakes, empty, every)
    if not settings.quiet:
        print(message)


def beside(settings: "Settings", new: New, intakes: list["Intake"], every: "Listed") -> str:
    """Make a new store: by an engine's loader, or as a folder that begins with what another store holds."""
    from qkg.cli.founding import begin, found
    from qkg.store import folder

    def filled(place: Path) -> str:
        return fill(settings.model_copy(update={"store": place}), intakes, False, every) if intakes else ""

    if new.place:
        return found(settings, new, filled)
    place = settings.store
    if place is None or folder.exists(place):
        raise BadParameter("--from begins a new store: name a new folder with --store DIR, or use --new")
    begin(settings, place, new)
    try:
        return filled(place) or f"{place} holds what {new.source} holds"
    except BaseException:
        folder.discard(place)
        raise


def look(files: list[Path], graph: str | None) -> list["Intake"]:
    """The files and where they go."""
    from pyoxigraph import NamedNode

    from qkg.dataset.intake import DEFAULT, look_at
    from qkg.namespaces import graph_iri

    try:
        name = graph if graph in (None, DEFAULT) else NamedNode(graph_iri(str(graph))).value
    except ValueError as error:
        raise BadParameter(f"{graph!r} is no IRI of a graph") from error
    return [look_at(path, name) for path in files]


def send(server: str, settings: "Settings", intakes: list["Intake"]) -> str:
    """Read everything here first, so that a broken file sends nothing; then one request."""
    from qkg.cli.progress import bar
    from qkg.cli.server import Server
    from qkg.dataset.intake import parsed

    token = settings.write_token.get_secret_value() if settings.write_token else ""
    target = Server(server, token)
    try:
        with bar("reading", sum(one.size for one in intakes)) as advance:
            count = target.insert(quad for one in intakes for quad in parsed(one, advance))
    finally:
        target.close()
    return f"{count:,} quads sent to {server}"


def publish(settings: "Settings", intakes: list["Intake"], empty: bool) -> str:
    """Load into an engine, as one commit: rules and shapes first, then all graphs that changed."""
    import asyncio

    from qkg.cli.engines import load_into

    if empty:
        raise BadParameter("--empty is for a new folder; what stands on an engine stays there")
    files = [(str(one.path), one.format, one.graph) for one in intakes]
    generation, quads = asyncio.run(load_into(settings, files))
    return f"{quads:,} quads are on the engine now: generation {generation}"


def fill(settings: "Settings", intakes: list["Intake"], empty: bool, every: "Listed") -> str:
    """Load into a folder; one that was made for this goes away again when the load fails."""
    from qkg.store import folder

    place = settings.store
    if place is None:
        raise BadParameter(
            "the packaged store takes no files; name a store with --store DIR, or --server URL"
        )
    there = folder.exists(place)
    if there and empty:
        raise BadParameter(f"there is a store in {place}; --empty is for a new one")
    try:
        if empty:
            folder.build(place, "", lambda _engine: None)
        every.refuse_present(place)
        if every.governed:
            settings = settings.model_copy(update={"check_shapes": False})
        return _fill(settings, place, intakes) + every.compare(place)
    except BaseException:
        if not there and folder.exists(place):
            folder.discard(place)
        raise


def _fill(settings: "Settings", place: Path, intakes: list["Intake"]) -> str:
    from qkg.cli.opening import how_to_write, store_folder
    from qkg.cli.progress import watched
    from qkg.store.here import load_here

    store_folder(settings)
    files = [(str(one.path), one.format.name, one.graph) for one in intakes]
    with watched("loading", [one.path for one in intakes]):
        added, generation = load_here(how_to_write(settings).options(place), files)
    return f"{added:,} quads added: {place}, generation {generation.number}"
