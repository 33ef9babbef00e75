"""``qkg serve``: open the store, listen, and say where once it really does."""

import asyncio
import errno
import gc
import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from qkg.cli.opening import load_settings, open_here, open_served, store_folder
from qkg.cli.places import resolved, standing, switch_file
from qkg.errors import PortInUse, PortProblem

if TYPE_CHECKING:
    from qkg.resources.sources import Sources
    from qkg.settings import Settings
    from qkg.store.contract import Store

STORE = (
    "Folder of your own store, made and filled at first use; or an engine that holds it, "
    "sparql+http://HOST:PORT/PATH; or a file made by qkg switch that names one."
)

COLLECTED: Final = (10_000, 20, 50)
"""When the collector of cycles comes: a query makes few cycles, and each visit holds everyone up."""


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on [default: 127.0.0.1].")] = None,
    port: Annotated[
        int | None,
        typer.Option(min=0, max=65535, help="Port to listen on, 0 for a free one [default: 7007]."),
    ] = None,
    store: Annotated[str | None, typer.Option(metavar="DIR|URL|FILE", help=STORE)] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=64, help="Queries evaluated at the same time [default: 4].")
    ] = None,
    strict_default_graph: Annotated[
        bool | None,
        typer.Option(
            "--strict-default-graph",
            help="The default graph is the unnamed one, as SPARQL has it, not the union.",
        ),
    ] = None,
    source: Annotated[
        list[Path] | None,
        typer.Option(
            help="File with the text of an article, to show it whole with its evidence marked; repeatable."
        ),
    ] = None,
    review: Annotated[
        Path | None,
        typer.Option(help="Folder for drafts under review [default: review in the folder of the store]."),
    ] = None,
    quiet: Annotated[bool | None, typer.Option("--quiet", help="Print nothing but errors.")] = None,
) -> None:
    """Serve the graph: a start page and a SPARQL endpoint."""
    settings = load_settings(
        engines=True,
        follow=False,
        host=host,
        port=port,
        store=store,
        workers=workers,
        strict_default_graph=strict_default_graph,
        review=review,
        source=os.pathsep.join(map(str, source)) if source else None,
        quiet=quiet,
    )
    listener = listen(settings.host, settings.port)
    with listener:
        _run(settings, listener)


def listen(host: str, port: int) -> socket.socket:
    """A bound socket; PortInUse or PortProblem in one sentence."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio turns TCP_NODELAY on only where the protocol is named; without it each answer waits 40 ms
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise PortInUse(
                f"port {port} is in use; choose another with --port, or --port 0 for a free one"
            ) from error
        raise PortProblem(f"cannot listen on {host} port {port}: {error.strerror or error}") from error
    return listener


def _run(settings: "Settings", listener: socket.socket) -> None:
    from qkg.dataset.assets import find_assets
    from qkg.sparql.question import read_all
    from qkg.web.app import create_app
    from qkg.web.server import run

    store, said = _open(settings)
    told, sources = _beside_switch(settings), _sources(resolved(settings))
    application = create_app(store, read_all(find_assets().queries), told, sources)

    def ready() -> None:
        _settle()
        if not settings.quiet:
            print(said, f"listening on {address(listener)}", sep="\n", flush=True)

    run(application, listener, ready)


def _settle() -> None:
    """What stands now stays: the collector need not look at it again, and need not come so often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTED)


def _beside_switch(settings: "Settings") -> "Settings":
    """What is kept for whatever store a switch file names, as drafts under review, stands beside the file."""
    file = switch_file(settings)
    return settings if file is None else settings.model_copy(update={"store": file.absolute().parent})


def _open(settings: "Settings") -> "tuple[Store, str]":
    """The store, and where it is."""
    file = switch_file(settings)
    if file is not None:
        return _follow(settings, file)
    if settings.engine:
        from qkg.cli.engines import open_engine

        engine, where = open_engine(settings)
        return engine, f"engine: {where}"
    place, made = store_folder(settings)
    return open_served(settings, place), f"{'made and filled' if made else 'store'}: {place}"


def _follow(settings: "Settings", file: Path) -> "tuple[Store, str]":
    """The store of a switch file, which is seen to be there first."""
    from qkg.cli.places import open_place, stand
    from qkg.store.switched import Switched

    place = standing(settings)

    async def seen() -> None:
        await (await stand(settings, place)).aclose()

    def moved(there: str) -> None:
        if not settings.quiet:
            print(f"moved by {file}: {there}", flush=True)

    asyncio.run(seen())
    store = Switched(file, lambda there: open_place(settings, there), moved)
    return store, f"switch file: {file}, which names {place}"


def _sources(settings: "Settings") -> "Sources":
    """The source texts, proved against the store before anything else starts."""
    from qkg.resources.sources import Sources

    sources = Sources.read(settings.source)
    return asyncio.run(_proved(sources, settings)) if sources.texts else sources


async def _proved(sources: "Sources", settings: "Settings") -> "Sources":
    from qkg.store.view import View

    if settings.engine:
        from qkg.cli.engines import opened

        store: Store = await opened(settings)
    else:
        store = open_here(settings)
    try:
        return await sources.proved(await View.newest(store))
    finally:
        await store.aclose()


def address(listener: socket.socket) -> str:
    """The address to open in a browser."""
    host, port = listener.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"
