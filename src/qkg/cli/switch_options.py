"""The options of ``qkg switch``: how each is written, and its help."""

from pathlib import Path
from typing import Annotated

import typer

SERVER = "Address of a service on the file, to wait until it has moved; repeatable."

File = Annotated[Path, typer.Argument(metavar="FILE", help="The switch file; made when it is not there.")]
Store = Annotated[
    str | None,
    typer.Argument(
        metavar="[STORE]",
        help="The store to move to: a folder, or sparql+http://HOST:PORT/PATH. Without it, where "
        "readers stand is printed.",
    ),
]
Back = Annotated[bool, typer.Option("--back", help="Move to the store before.")]
After = Annotated[
    float,
    typer.Option(min=1, max=3600, help="Seconds from now at which all services move at once."),
]
Manifest = Annotated[
    list[Path] | None,
    typer.Option(metavar="FILE", help="Count each graph of this manifest.json too; repeatable."),
]
Digest = Annotated[
    str | None, typer.Option(metavar="SHA256", help="Move only to a store of this qkg digest.")
]
Server = Annotated[list[str] | None, typer.Option(metavar="URL", help=SERVER)]
Anyway = Annotated[
    bool,
    typer.Option(
        "--anyway",
        help="Move though the new store lacks graphs of the old one, or the old one does not answer.",
    ),
]
Quiet = Annotated[bool | None, typer.Option("--quiet", help="Print nothing but errors.")]
