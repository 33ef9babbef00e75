"""``qkg digest``: one name for what a store holds, and whether another holds the same."""

from typing import Annotated

import typer

from qkg.cli.opening import load_settings

PLACE = "A folder, the address of an engine (sparql+http://…), or a switch file."


def digest(
    store: Annotated[str | None, typer.Argument(metavar="[STORE]", help=f"{PLACE} Else QKG_STORE.")] = None,
    against: Annotated[
        str | None,
        typer.Option(
            metavar="STORE", help="Compare quad by quad with another store; exit code 1 when not equal."
        ),
    ] = None,
) -> None:
    """Print the SHA-256 of a store's canonical N-Quads: equal data, equal digest, whatever the engine.

    With --against, quads that only the first store has are printed after -, those of the other after +; the
    first ten, and how many there are.
    """
    import asyncio

    from qkg.cli.digesting import compared, digest_of
    from qkg.cli.places import standing
    from qkg.store import pointer

    settings = load_settings(engines=True, store=store)
    place = standing(settings)
    if against is None:
        found = asyncio.run(digest_of(settings, place))
        print(f"{place}: {found.quads:,} quads\n{found.method} sha256 {found.sha256}")
        return
    other = standing(load_settings(engines=True, store=pointer.absolute(against)))
    number, lines = asyncio.run(compared(settings, place, other))
    print(*lines, f"{number:,} quads differ" if number else "equal", sep="\n")
    if number:
        raise SystemExit(1)
