"""``qkg ingest``: texts to drafts in a folder. Never opens a store for writing."""

import os
import re
from datetime import date as Day
from pathlib import Path
from typing import TYPE_CHECKING

from qkg.cli import ingest_options as options
from qkg.cli.ingest_options import Engine
from qkg.cli.opening import load_settings
from qkg.errors import BadParameter

if TYPE_CHECKING:
    from qkg.ingest.gazetteer import Gazetteer
    from qkg.ingest.working import Told
    from qkg.settings import Settings

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def ingest(
    texts: options.Texts = None,
    url: options.Url = "",
    date: options.Date = "",
    publisher: options.Publisher = "",
    out: options.Out = Path("drafts"),
    jobs: options.Jobs = None,
    store: options.Store = None,
    extractor: options.Extractor = None,
    list_extractors: options.ListExtractors = False,
    engine: options.By = None,
    part: options.Part = None,
    master: options.Master = "",
    spark_conf: options.SparkConf = None,
    quiet: options.Quiet = None,
) -> int:
    """Draft the graph of each text, with a report to read; nothing is published (see accept).

    With --engine, for thousands of texts: drafts that fit the shapes become files of N-Quads with a
    manifest, for qkg load DIR/manifest.json. A run that was stopped goes on with the same command.
    """
    from qkg.cli import bulk, drafts, extracting
    from qkg.ingest.incoming import gathered

    settings = load_settings(store=store, quiet=quiet)
    if list_extractors:
        return extracting.listed(settings)
    if not texts:
        raise BadParameter("no text is given: qkg ingest TEXT… (see qkg ingest --help)")
    helpers = extracting.asked(settings, extractor or ())
    _fitting(engine, bool(part or master or spark_conf), bool(helpers))
    paths = gathered(texts)
    told = _told(url, date, publisher, len(paths))
    names = known(settings)
    if engine is None:
        return drafts.draft(paths, told, names, jobs or cores(), helpers, out, settings.quiet)
    run = bulk.Bulk(engine == Engine.SPARK, jobs or cores(), part, master, spark_conf or [])
    return run.run(paths, told, names, out, settings)


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _fitting(engine: Engine | None, bulk: bool, helpers: bool) -> None:
    """BadParameter where options do not go together."""
    if engine is None and bulk:
        raise BadParameter("--part, --master and --spark-conf go with --engine")
    if engine is not None and helpers:
        raise BadParameter(
            "--extractor does not go with --engine: a run that is begun again must come out alike"
        )


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
