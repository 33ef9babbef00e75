"""An update test carried out: data in, update sent, the whole dataset held against the expected one."""

from collections.abc import Callable

import httpx
import pyoxigraph as ox
from tests.conformance.answers import ask
from tests.conformance.compare import canonical
from tests.conformance.evaluating import data_of, dataset_of, text_of
from tests.conformance.manifest import MF, UT, Entry

ALL = "SELECT ?g ?s ?p ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
DIRECT = {"Content-Type": "application/sparql-update"}


def change(entry: Entry, endpoint: httpx.Client, fill: Callable[[str], None]) -> None:
    """AssertionError unless the dataset is the expected one."""
    action = entry.value(MF + "action")
    fill(data_of(entry, action))
    answer = send(endpoint, text_of(entry.text(UT + "request", action)))
    assert answer.status_code == 204, answer.text[:500]
    assert canonical(content(endpoint)) == canonical(dataset_of(entry, entry.value(MF + "result")))


def send(endpoint: httpx.Client, text: str) -> httpx.Response:
    """A direct POST."""
    return endpoint.post("/update", content=text.encode(), headers=DIRECT)


def content(endpoint: httpx.Client) -> list[ox.Quad]:
    """All quads of the server."""
    answer = ask(endpoint, ALL, "application/sparql-results+json")
    found = ox.parse_query_results(answer.content, ox.QueryResultsFormat.JSON)
    return [ox.Quad(row["s"], row["p"], row["o"], row["g"] or ox.DefaultGraph()) for row in found]
