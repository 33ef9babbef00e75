"""``qkg switch``: readers move from one store to another, together, without a restart, and back."""

from qkg.cli import switch_options as told
from qkg.cli.opening import load_settings


def switch(
    file: told.File,
    store: told.Store = None,
    back: told.Back = False,
    after: told.After = 5,
    manifest: told.Manifest = None,
    digest: told.Digest = None,
    server: told.Server = None,
    anyway: told.Anyway = False,
    quiet: told.Quiet = None,
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
