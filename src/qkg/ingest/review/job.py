"""The heavy work of a review, as a program: ``python -m qkg.ingest.review.job draft|check FOLDER``.

A process of its own reads a text or checks a draft, so that whoever serves goes on answering meanwhile, and
can end it. It finds its order in the folder and leaves the outcome there, or the error's name and sentence.
"""

import json
import os
import re
import resource
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, Final

from qkg.errors import NotAText, QkgError
from qkg.ingest.review.orders import CONTEXT, ORDER, OUTCOME
from qkg.namespaces import GRAPH

ROOM: Final = 4 * 1024**3
"""Bytes of address space: what needs more is ended, and not the machine."""
LOW: Final = 5
"""Niceness: whoever asks the graph goes first."""
Json = dict[str, Any]


def draft(order: Mapping[str, str]) -> Json:
    """The bundle of a text in the folder; the graph's own names but for those of the article itself."""
    import pyoxigraph as ox  # noqa: PLC0415 - what a check does not need stays unread

    from qkg.ingest import english, gazetteer, incoming, working  # noqa: PLC0415 - the same
    from qkg.ingest.review import bundling  # noqa: PLC0415 - the same
    from qkg.ingest.review.bundle import LONGEST  # noqa: PLC0415 - the same

    path = Path(order["file"])
    came = incoming.read(path)
    published = date.fromisoformat(order["date"]) if order["date"] else came.published
    if published is None:
        raise NotAText("no date of publication is known; give it, or put it into the file's name")
    name = english.slug(re.sub(r"\.(?:raw|clean)$", "", order["name"] or path.stem))[: LONGEST - 12].strip(
        "-"
    )
    own = GRAPH + working.slugged(name, published)
    quads = ox.parse(path=CONTEXT, format=ox.RdfFormat.N_QUADS)
    known = gazetteer.of(one for one in quads if getattr(one.graph_name, "value", "") != own)
    told = working.Told(name, order["url"], published, order["publisher"])
    return {"bundle": bundling.bundled(working.drafted(path, told, known)).written().decode()}


def check(order: Mapping[str, str]) -> Json:
    """What is wrong with a draft that stands in the folder, with the store's word on what it names."""
    import pyoxigraph as ox  # noqa: PLC0415 - the same

    from qkg.ingest.checking import ELSEWHERE, findings  # noqa: PLC0415 - the same

    context = [tuple(one.triple) for one in ox.parse(path=CONTEXT, format=ox.RdfFormat.N_QUADS)]
    found = findings(Path(order["file"]), context)
    return {
        "findings": [
            {
                "code": one.code,
                "severity": one.severity,
                "subject": one.subject,
                "line": one.spot.line,
                "message": {"zh": one.message.zh, "en": one.message.en},
                "hint": {"zh": one.hint.zh, "en": one.hint.en},
            }
            for one in found
            if one.code != ELSEWHERE
        ]
    }


JOBS: Final[Mapping[str, Callable[[Mapping[str, str]], Json]]] = {"draft": draft, "check": check}


def main() -> None:
    """Do one job in a folder."""
    os.nice(LOW)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM))
    name, folder = sys.argv[1:]
    os.chdir(folder)
    try:
        outcome = JOBS[name](json.loads(Path(ORDER).read_text("utf-8")))
    except QkgError as error:
        outcome = {"error": type(error).__name__, "message": str(error)}
    Path(OUTCOME).write_text(json.dumps(outcome, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
