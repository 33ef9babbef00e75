"""``python -m bench.pages``: how long each kind of page takes, with how many queries and what they cost.

Writes docs/performance/pages.json and, from it, docs/performance-pages.md.
Quick: ``--articles 9 --visits 3``.
"""

import argparse
import json
import os
import platform
import re
import statistics
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import quote

from bench import memory
from bench.cache import folder
from bench.engines.qkg import Qkg
from bench.generate import packaged, write
from bench.http import OK, Client
from bench.page_report import document
from bench.run import processor, say
from bench.server import Server
from bench.visits import Kind, kinds
from bench.workload import ROOT

HERE: Final = [sys.executable, "-m", "qkg"]
SAMPLED: Final = ("place", "agency", "enterprise", "award", "measure", "evidence", "document", "indicator")
_SEEN: Final = re.compile(r'qkg_page_(queries|seconds|query_seconds)_(sum|count)\{page="([^"]+)"\} (\S+)')
PATIENCE: Final = 60.0


@dataclass(frozen=True)
class Measured:
    """One kind of page: milliseconds of the first and of all visits, queries, kilobytes.

    processor: milliseconds of a visit on average, of the server with all its readers.
    """

    name: str
    visits: int
    first: float
    median: float
    quickest: float
    slowest: float
    processor: float
    first_queries: float
    queries: float
    share: float
    kilobytes: float


@dataclass(frozen=True)
class Totals:
    """What the metrics say of one pattern so far."""

    pages: float = 0
    queries: float = 0
    seconds: float = 0
    waiting: float = 0


class Visitor:
    """Asks one server, one page at a time over one connection."""

    def __init__(self, port: int, pid: int) -> None:
        self._client, self._pid = Client(port, PATIENCE), pid

    def get(self, path: str, accept: str = "text/html") -> tuple[float, int, bytes]:
        """Milliseconds, status and body."""
        head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: {accept}\r\nConnection: keep-alive\r\n\r\n"
        reply = self._client.ask(head.encode())
        return reply.whole * 1000, reply.status, reply.body

    def totals(self, pattern: str) -> Totals:
        """The metrics of a pattern."""
        told = self.get("/metrics", "*/*")[2].decode()
        found = {(name, how): float(n) for name, how, page, n in _SEEN.findall(told) if page == pattern}
        keys = (("queries", "count"), ("queries", "sum"), ("seconds", "sum"), ("query_seconds", "sum"))
        return Totals(*(found.get(key, 0.0) for key in keys))

    def some(self, kind: str, count: int) -> list[str]:
        """Slugs of things of a kind, from all parts of the graph."""
        lead = f"https://w3id.org/qkg/id/{kind}/"
        query = f'SELECT DISTINCT ?s {{ ?s a ?c FILTER(STRSTARTS(STR(?s), "{lead}")) }}'
        told = self.get(f"/sparql?query={quote(query)}&format=csv", "*/*")[2].decode()
        slugs = [line.strip().removeprefix(lead) for line in told.splitlines()[1:]]
        return slugs[:: max(1, len(slugs) // count)][:count]

    def wait(self) -> None:
        """Until the words are indexed and the server has nothing to do any more."""
        until = time.perf_counter() + PATIENCE
        while b"qkg_search_documents 0.0" in self.get("/metrics", "*/*")[2] and time.perf_counter() < until:
            time.sleep(0.2)
        time.sleep(2)

    def measure(self, kind: Kind, visits: int) -> Measured:
        """Visit a kind of page so often."""
        before, times, size, after_first = self.totals(kind.pattern), [], 0, Totals()
        began = memory.cpu_seconds(self._pid)
        for path in kind.visits(visits):
            took, status, body = self.get(path)
            if status != OK:
                raise SystemExit(f"{path} answers {status}")
            times.append(took)
            size = max(size, len(body))
            if len(times) == 1:
                after_first = self.totals(kind.pattern)
        after = self.totals(kind.pattern)
        pages, seconds = after.pages - before.pages or 1, after.seconds - before.seconds or 1
        return Measured(
            kind.name,
            visits,
            round(times[0], 1),
            round(statistics.median(times), 1),
            round(min(times), 1),
            round(max(times), 1),
            round((memory.cpu_seconds(self._pid) - began) * 1000 / visits, 1),
            after_first.queries - before.queries,
            round((after.queries - before.queries) / pages, 1),
            round((after.waiting - before.waiting) / seconds, 2),
            round(size / 1024, 1),
        )


def measure(options: argparse.Namespace) -> dict[str, object]:
    """Load the articles, start the server, visit all kinds."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="qkg-pages-", dir=folder("runs")) as place:
        work, engine = Path(place), Qkg(HERE)
        base, data = packaged(HERE, work / "base.nq"), work / "data.nq"
        quads = write(base, data, options.articles, options.seed)
        engine.load(data, work)
        with Server(engine.command(data, work), work / "log", PATIENCE) as server:
            visitor = Visitor(server.port, server.pid)
            visitor.wait()
            things = {kind: visitor.some(kind, options.visits) for kind in SAMPLED}
            rows = []
            for kind in kinds(options.articles, things):
                rows.append(visitor.measure(kind, options.visits))
                say(f"{rows[-1].median:8.1f} ms  {rows[-1].queries:5.1f} queries  {kind.name}")
    facts = {
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "command": f"python -m bench.pages --articles {options.articles} --visits {options.visits}",
        "articles, quads": f"{options.articles:,}, {quads:,}",
        "processor": f"{os.cpu_count()} cores, {processor()}",
        "Python": platform.python_version(),
        "load average, start and end": f"{load:.1f} and {os.getloadavg()[0]:.1f}",
    }
    return {"facts": facts, "pages": [asdict(one) for one in rows]}


def main() -> None:
    """Parse the options, measure, write."""
    parser = argparse.ArgumentParser(prog="python -m bench.pages", description="Measure each kind of page.")
    add = parser.add_argument
    add("--articles", type=int, default=1000, help="made-up articles and the real one [%(default)s]")
    add("--visits", type=int, default=15, help="to each kind of page [%(default)s]")
    add("--seed", type=int, default=1, help="of the made-up articles [%(default)s]")
    add("--out", type=Path, default=ROOT / "docs" / "performance" / "pages.json", help="the results")
    add("--page", type=Path, default=ROOT / "docs" / "performance-pages.md", help="the document")
    options = parser.parse_args()
    os.environ.setdefault("PYTHONPATH", f"{ROOT / 'src'}{os.pathsep}{ROOT}")
    run = measure(options)
    options.out.write_text(json.dumps(run, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    options.page.write_text(document(run), encoding="utf-8")
    say(f"written: {options.page}")


if __name__ == "__main__":
    main()
