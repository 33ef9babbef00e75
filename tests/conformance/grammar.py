"""A syntax test carried out: a text is sent, and refused or not for its grammar.

A LOAD or SERVICE that is on no allow list is refused (403) once its own place and form are right: that is
no verdict on the rest of the text, which the positive tests with these words leave simple.
"""

import httpx
from tests.conformance.changes import send
from tests.conformance.evaluating import text_of
from tests.conformance.manifest import MF, Entry, path_of

QUERY = {"Content-Type": "application/sparql-query"}
GRAMMAR = ("syntax", "unknown-prefix")


def parse(entry: Entry, endpoint: httpx.Client) -> None:
    """AssertionError unless the verdict on the grammar is the expected one."""
    iri = entry.text(MF + "action")
    is_update = "Update" in entry.kind or iri.endswith(".ru")
    text = text_of(iri) if "Positive" in entry.kind else path_of(iri).read_bytes().decode("utf-8")
    answer = (
        send(endpoint, text) if is_update else endpoint.post("/sparql", content=text.encode(), headers=QUERY)
    )
    verdict = answer.json()["type"].rpartition("/")[2] if answer.status_code >= 400 else "ok"
    if "Negative" in entry.kind:
        assert verdict in GRAMMAR, verdict
        assert answer.status_code == 400
    else:
        assert verdict not in GRAMMAR, answer.text
