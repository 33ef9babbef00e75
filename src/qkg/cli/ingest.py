"""``qkg ingest``: texts to drafts in a folder. Never opens a store for writing."""

import dataclasses
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date as Day
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qkg.cli.opening import load_settings
from qkg.errors import BadParameter, OutputProblem

if TYPE_CHECKING:
    from collections.abc import Callable

    from qkg.ingest.gazetteer import Gazetteer
    from qkg.ingest.working import Outcome, Told
    from qkg.settings import Settings


class Engine(StrEnum):
    """What does the work of a bulk run."""

    PROCESS = "process"
    SPARK = "spark"


ENGINE = "For many texts: processes of this machine, or Spark. Gives N-Quads and a manifest, no reports."
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def ingest(
    texts: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="TEXT…",
            help="Plain text or HTML, in UTF-8 or GB18030; folders of them.",
            show_default=False,
        ),
    ] = None,
    url: Annotated[str, typer.Option(help="Address of the article, when there is one text.")] = "",
    date: Annotated[
        str,
        typer.Option(metavar="YYYY-MM-DD", help="Day of publication [default: of the page or file name]."),
    ] = "",
    publisher: Annotated[
        str, typer.Option(help="Name of the newspaper or site in Chinese, or the IRI of a medium.")
    ] = "",
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder for the drafts.")] = Path("drafts"),
    jobs: Annotated[
        int | None, typer.Option(min=1, max=256, help="Texts read at the same time [default: all cores].")
    ] = None,
    store: Annotated[
        Path | None, typer.Option(help="Folder of your own store, whose things names are linked to.")
    ] = None,
    extractor: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Ask this extractor too; it adds candidates where the rules found none. Repeatable.",
            show_default=False,
        ),
    ] = None,
    list_extractors: Annotated[
        bool, typer.Option("--list-extractors", help="List the extractors that are installed, and end.")
    ] = False,
    engine: Annotated[Engine | None, typer.Option(help=ENGINE)] = None,
    part: Annotated[
        int | None, typer.Option(min=1, max=100_000, help="With --engine: texts in one part [default: 250].")
    ] = None,
    master: Annotated[
        str,
        typer.Option(help="With --engine spark: the master, as spark://host:7077 [default: this machine]."),
    ] = "",
    spark_conf: Annotated[
        list[str] | None,
        typer.Option(metavar="KEY=VALUE", help="With --engine spark: a setting of Spark; may be repeated."),
    ] = None,
    quiet: Annotated[bool | None, typer.Option("--quiet", help="Print nothing but errors.")] = None,
) -> int:
    """Draft the graph of each text, with a report to read; nothing is published (see accept).

    With --engine, for thousands of texts: drafts that fit the shapes become files of N-Quads with a
    manifest, for qkg load DIR/manifest.json. A run that was stopped goes on with the same command.
    """
    from qkg.cli.extracting import asked, listed
    from qkg.ingest.batch import outcomes
    from qkg.ingest.incoming import gathered

    settings = load_settings(store=store, quiet=quiet)
    if list_extractors:
        return listed(settings)
    if not texts:
        raise BadParameter("no text is given: qkg ingest TEXT… (see qkg ingest --help)")
    helpers = asked(settings, extractor or ())
    paths = gathered(texts)
    told = _told(url, date, publisher, len(paths))
    gazetteer = known(settings)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if engine is None and (part or master or spark_conf):
        raise BadParameter("--part, --master and --spark-conf go with --engine")
    if engine is not None:
        if helpers:
            raise BadParameter(
                "--extractor does not go with --engine: a run that is begun again must come out alike"
            )
        from qkg.cli.bulk import Bulk

        bulk = Bulk(engine == Engine.SPARK, jobs or cores, part, master, spark_conf or [])
        return bulk.run(paths, told, gazetteer, out, settings)
    done: dict[Path, Outcome] = {}
    read = outcomes(paths, told, gazetteer, min(jobs or cores, len(paths)), helpers)
    with _bar(len(paths)) as advance, closing(read):
        for one in read:
            done[one.path] = _kept(one, out)
            advance()
    return _said([done[path] for path in paths], out, settings.quiet)


def _told(url: str, date: str, publisher: str, number: int) -> "Told":
    from qkg.ingest.working import Told

    if not number:
        raise BadParameter("there is no .txt or .html file in these folders")
    if url and number > 1:
        raise BadParameter(f"--url is the address of one text; there are {number}")
    if url and not url.startswith(("http://", "https://")):
        raise BadParameter(f"{url!r} is no address; it starts with http:// or https://")
    try:
        day = Day.fromisoformat(date) if _DAY.fullmatch(date) else None
    except ValueError:
        day = None
    if date and day is None:
        raise BadParameter(f"{date!r} is no day; write it as 2021-05-13")
    return Told("", url, day, publisher)


def known(settings: "Settings") -> "Gazetteer":
    """The names of the packaged graph, or of the user's own store as it stands."""
    from qkg.dataset.assets import find_assets
    from qkg.dataset.cache import open_folder
    from qkg.dataset.load import placed_quads, plan
    from qkg.ingest import gazetteer
    from qkg.store import folder

    if settings.store is None:
        return gazetteer.of(quad for one in plan(find_assets()) for quad in placed_quads(one))
    if not folder.exists(settings.store):
        raise BadParameter(f"there is no store in {settings.store}")
    return gazetteer.of(open_folder(settings.store)[0])


def _kept(one: "Outcome", out: Path) -> "Outcome":
    """The outcome without its files, once they are written; the draft last: what has one has them all."""
    from qkg.cli.export import replace

    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputProblem(f"the folder {out} cannot be made: {error.strerror}") from error
    for suffix in sorted(one.files, key="ttl".__eq__):
        replace(out / f"{one.slug}.{suffix}", one.files[suffix].encode())
    return dataclasses.replace(one, files={})


def _said(done: "Sequence[Outcome]", out: Path, quiet: bool) -> int:
    from qkg.cli.ingested import helped, skipped, table

    bad = [one for one in done if one.reason]
    if not quiet:
        table([one for one in done if not one.reason], out)
    helped(done, quiet=quiet)
    skipped(bad)
    return int(bool(bad))


@contextmanager
def _bar(total: int) -> "Iterator[Callable[[], None]]":
    """A bar of so many texts, when a person is looking."""
    import sys

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True, highlight=False)
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("reading", total=total)
        yield lambda: progress.advance(task)
