"""``qkg switch``: readers move from one store to another, together, without a restart, and back."""

from pathlib import Path
from typing import Annotated

import typer

from qkg.cli.opening import load_settings

SERVER = "Address of a service on the file, to wait until it has moved; repeatable."


def switch(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The switch file; made when it is not there.")],
    store: Annotated[
        str | None,
        typer.Argument(
            metavar="[STORE]",
            help="The store to move to: a folder, or sparql+http://HOST:PORT/PATH. Without it, where "
            "readers stand is printed.",
        ),
    ] = None,
    back: Annotated[bool, typer.Option("--back", help="Move to the store before.")] = False,
    after: Annotated[
        float,
        typer.Option(min=1, max=3600, help="Seconds from now at which all services move at once."),
    ] = 5,
    manifest: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Count each graph of this manifest.json too; repeatable."),
    ] = None,
    digest: Annotated[
        str | None, typer.Option(metavar="SHA256", help="Move only to a store of this qkg digest.")
    ] = None,
    server: Annotated[list[str] | None, typer.Option(metavar="URL", help=SERVER)] = None,
    anyway: Annotated[
        bool,
        typer.Option(
            "--anyway",
            help="Move though the new store lacks graphs of the old one, or the old one does not answer.",
        ),
    ] = False,
    quiet: Annotated[bool | None, typer.Option("--quiet", help="Print nothing but errors.")] = None,
) -> None:
    """Move the readers of all services that were started with --store FILE to another store.

    First once: qkg switch readers.json my-store, then qkg serve --store readers.json, as many as you like.
    Then, beside it: qkg load ingested/manifest.json --new tdb2:green --from readers.json, a server on that,
    and qkg switch readers.json sparql+http://127.0.0.1:3031/ds. The new store must hold what its catalogue
    says and each graph that the old one has; else nothing moves. The old store stays as it is, closed for
    writing, for --back.
    """
    import asyncio

    from qkg.cli import switching

    settings = load_settings(engines=True, quiet=quiet)
    asked = switching.Asked(file, after, tuple(manifest or ()), digest or "", tuple(server or ()), anyway)
    if store is None and not back:
        said = switching.told(file)
    else:
        said = asyncio.run(switching.move(settings, asked, switching.target(file, store, back)))
    if not settings.quiet:
        print(said)
