"""The options of ``qkg load``: how each is written, and its help."""

from pathlib import Path
from typing import Annotated

import typer

STORE = (
    "Folder of your own store, made and filled at first use; or an engine that holds it, "
    "sparql+http://HOST:PORT/PATH."
)
NEW = (
    "Make a new store by its engine's own loader, beside whatever runs: tdb2:DIR for Fuseki, oxigraph:DIR, "
    "or the address of an empty Virtuoso, sparql+http://HOST:PORT/sparql. Then move readers with qkg switch."
)
FROM = (
    "With --new, or --store DIR for a new folder: begin with what this store holds; a folder, the address of "
    "an engine or a switch file."
)
SERVER = "Address of a running server; the token is taken from QKG_WRITE_TOKEN."

Files = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="FILE…",
        help="RDF files; the suffix says the syntax, .gz and .zst are unpacked. "
        "Or the manifest.json of ingest --engine, for all of its files.",
    ),
]
Graph = Annotated[
    str | None,
    typer.Option(metavar="IRI", help="The graph for all triples, or default; else as each file says."),
]
Store = Annotated[str | None, typer.Option(metavar="DIR|URL", help=STORE)]
Server = Annotated[str | None, typer.Option(metavar="URL", help=SERVER)]
Empty = Annotated[bool, typer.Option("--empty", help="Make a new store without the packaged graph.")]
Place = Annotated[str | None, typer.Option(metavar="KIND:DIR|URL", help=NEW)]
Source = Annotated[str | None, typer.Option("--from", metavar="STORE", help=FROM)]
Work = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="With --new: folder with room for all of it twice [default: TMPDIR]."),
]
Quiet = Annotated[bool | None, typer.Option("--quiet", help="Print nothing but errors.")]
