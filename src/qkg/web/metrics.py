"""Figures for Prometheus. One registry an application, so that several can live in one process."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from qkg.search.index import Index
from qkg.store.contract import Health
from qkg.store.view import View
from qkg.web.tally import Tally

BUCKETS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100)

ASKED = (0, 1, 2, 3, 5, 8, 13, 21, 34, 55)


class Metrics:
    """What is counted, and the page that shows it."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        made = self._registry
        self._tally = Tally(BUCKETS)
        made.register(self._tally)
        self._writes = Counter("qkg_writes", "Writes by outcome.", ["outcome"], registry=made)
        self._running = Gauge("qkg_queries_running", "Queries that run now.", registry=made)
        self._kept = Gauge("qkg_cache_bytes", "Bytes of kept answers.", registry=made)
        self._workers = Gauge("qkg_workers", "Workers by state.", ["state"], registry=made)
        self._generation = Gauge("qkg_generation", "The newest generation.", registry=made)
        self._quads = Gauge("qkg_quads", "Quads in the newest generation.", registry=made)
        self._pages = Histogram(
            "qkg_page_seconds", "Time to make a page.", ["page"], buckets=BUCKETS, registry=made
        )
        self._waited = Histogram(
            "qkg_page_query_seconds",
            "Time in which a page waits for its queries.",
            ["page"],
            buckets=BUCKETS,
            registry=made,
        )
        self._asked = Histogram(
            "qkg_page_queries", "Queries that a page asks.", ["page"], buckets=ASKED, registry=made
        )
        self._index = Gauge("qkg_search_documents", "Things in the search index.", registry=made)
        self._index_of = Gauge("qkg_search_generation", "Generation of the search index.", registry=made)
        self._index_bytes = Gauge("qkg_search_bytes", "Size of the search index.", registry=made)
        self._builds = Histogram(
            "qkg_search_build_seconds", "Time to build the search index.", buckets=BUCKETS, registry=made
        )
        self.query = self._tally.query

    def visit(self, page: str, view: View, seconds: float) -> None:
        """Count a page or its data being made: the pattern of its address, its queries, its time."""
        self._pages.labels(page).observe(seconds)
        self._waited.labels(page).observe(view.waited)
        self._asked.labels(page).observe(view.asked)

    def indexed(self, index: Index) -> None:
        """Take note of a search index that has taken over."""
        self._index.set(index.documents)
        self._index_of.set(index.generation.number)
        self._index_bytes.set(index.bytes)
        self._builds.observe(index.seconds)

    def write(self, outcome: str) -> None:
        """Count an update or a graph write."""
        self._writes.labels(outcome).inc()

    def page(self, health: Health, running: int, kept: int) -> bytes:
        """The text format of Prometheus."""
        self._running.set(running)
        self._kept.set(kept)
        self._workers.labels("busy").set(health.busy)
        self._workers.labels("idle").set(health.idle)
        self._generation.set(health.generation.number)
        self._quads.set(health.quads)
        return generate_latest(self._registry)


CONTENT_TYPE = CONTENT_TYPE_LATEST
