"""What is counted of each query, in plain numbers: counting must cost less than the fastest answer.

The client library's own counters take locks and look up labels at every step; here the page of figures is
made of the numbers when it is asked for. To be used from one thread.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from qkg.web.journal import Entry


class Spread:
    """How many times fell below each bound, and their sum."""

    def __init__(self, bounds: Sequence[float]) -> None:
        self._bounds = bounds
        self._counts = [0] * (len(bounds) + 1)
        self._sum = 0.0

    def add(self, value: float) -> None:
        """Count one."""
        self._counts[bisect_left(self._bounds, value)] += 1
        self._sum += value

    def family(self, name: str, text: str) -> Metric:
        """The histogram for the page of figures: each bucket counts what is below too."""
        below, buckets = 0, []
        for bound, count in zip([*map(float, self._bounds), float("inf")], self._counts, strict=True):
            below += count
            buckets.append(("+Inf" if bound == float("inf") else str(bound), float(below)))
        return HistogramMetricFamily(name, text, buckets=buckets, sum_value=self._sum)


class Tally(Collector):
    """The figures of queries."""

    def __init__(self, bounds: Sequence[float]) -> None:
        self._outcomes: Counter[str] = Counter(ok=0)
        self._bytes = self._hits = 0
        self._seconds, self._first = Spread(bounds), Spread(bounds)

    def query(self, entry: Entry) -> None:
        """Count a query."""
        self._outcomes[entry.outcome] += 1
        self._bytes += entry.bytes
        self._hits += entry.cached
        self._first.add(entry.first_byte)
        self._seconds.add(entry.seconds)

    def collect(self) -> Iterator[Metric]:
        """The figures as the client library writes them."""
        queries = CounterMetricFamily("qkg_queries", "Queries by outcome.", labels=["outcome"])
        for outcome, count in self._outcomes.items():
            queries.add_metric([outcome], count)
        yield queries
        yield self._seconds.family("qkg_query_seconds", "Time of a query.")
        yield self._first.family("qkg_query_first_byte_seconds", "Time to first byte.")
        yield CounterMetricFamily("qkg_answer_bytes", "Bytes of answers before packing.", value=self._bytes)
        yield CounterMetricFamily("qkg_cache_hits", "Answers taken from the cache.", value=self._hits)
