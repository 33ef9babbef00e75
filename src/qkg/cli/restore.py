"""``qkg restore``: a store made from a backup, whole and checked, or nothing."""

from pathlib import Path
from typing import Annotated

import typer

from qkg.cli.opening import load_settings
from qkg.errors import BadParameter


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup made by qkg backup.")],
    store: Annotated[Path | None, typer.Option(help="Folder of the store to make.")] = None,
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Take the place of a store that is there, once the new one stands."),
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Look at every byte of the backup, and make nothing.")
    ] = False,
    quiet: Annotated[bool | None, typer.Option("--quiet", help="Print nothing but errors.")] = None,
) -> None:
    """Make a store from a backup; a damaged backup is refused and changes nothing."""
    from qkg.dataset import restore as restoring

    settings = load_settings(store=store, quiet=quiet)
    if check:
        manifest, place = restoring.check(file), str(file)
    elif settings.store is None:
        raise BadParameter("name the folder of the store to make with --store DIR")
    else:
        manifest, place = restoring.restore(file, settings.store, replace), str(settings.store)
    if not settings.quiet:
        print(f"{place}: {manifest.quads:,} quads of generation {manifest.generation}, {manifest.time}")
        print(f"{manifest.method} sha256 {manifest.sha256}")
