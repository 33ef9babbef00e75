"""The options of ``qkg ingest``: how each is written, and its help."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Engine(StrEnum):
    """What does the work of a bulk run."""

    PROCESS = "process"
    SPARK = "spark"


Texts = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="TEXT…",
        help="Plain text or HTML, in UTF-8 or GB18030; folders of them.",
        show_default=False,
    ),
]
Url = Annotated[str, typer.Option(help="Address of the article, when there is one text.")]
Date = Annotated[
    str,
    typer.Option(metavar="YYYY-MM-DD", help="Day of publication [default: of the page or file name]."),
]
Publisher = Annotated[
    str, typer.Option(help="Name of the newspaper or site in Chinese, or the IRI of a medium.")
]
Out = Annotated[Path, typer.Option(metavar="DIR", help="Folder for the drafts.")]
Jobs = Annotated[
    int | None, typer.Option(min=1, max=256, help="Texts read at the same time [default: all cores].")
]
Store = Annotated[
    Path | None, typer.Option(help="Folder of your own store, whose things names are linked to.")
]
Extractor = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME",
        help="Ask this extractor too; it adds candidates where the rules found none. Repeatable.",
        show_default=False,
    ),
]
ListExtractors = Annotated[
    bool, typer.Option("--list-extractors", help="List the extractors that are installed, and end.")
]
By = Annotated[
    Engine | None,
    typer.Option(
        help="For many texts: processes of this machine, or Spark. Gives N-Quads and a manifest, no reports."
    ),
]
Part = Annotated[
    int | None, typer.Option(min=1, max=100_000, help="With --engine: texts in one part [default: 250].")
]
Master = Annotated[
    str,
    typer.Option(help="With --engine spark: the master, as spark://host:7077 [default: this machine]."),
]
SparkConf = Annotated[
    list[str] | None,
    typer.Option(metavar="KEY=VALUE", help="With --engine spark: a setting of Spark; may be repeated."),
]
Quiet = Annotated[bool | None, typer.Option("--quiet", help="Print nothing but errors.")]
