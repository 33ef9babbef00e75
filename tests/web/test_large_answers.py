"""An answer that outgrows what is finished first: every row arrives, also when blocks come in numbers."""

import httpx
from tests.conftest import Server
from tests.engines import FOUR, Engines

EACH = 250
NUMBERS = " ".join(map(str, range(EACH)))
CROSSED = f"SELECT ?a ?b {{ VALUES ?a {{ {NUMBERS} }} VALUES ?b {{ {NUMBERS} }} }}"
"""Half a megabyte as CSV, of no data at all."""
CSV = {"Accept": "text/csv"}
TRIES = 4
"""Which blocks come together is chance."""


def test_no_row_is_lost_where_an_answer_turns_into_a_stream(
    engines: Engines, environment: dict[str, str]
) -> None:
    """The rows that were read before and those after it make all of them, before an engine."""
    engine = engines["oxigraph"]
    engine.reset(*FOUR)
    limit = {"QKG_CACHE_ANSWER_BYTES": "65536"}
    expected = sorted(f"{a},{b}" for a in range(EACH) for b in range(EACH))
    server = Server({**environment, **engine.variables, **limit}, "--store", engine.address)
    try:
        for number in range(TRIES):
            asked = {"query": f"PREFIX n{number}: <urn:{number}> {CROSSED}"}
            answer = httpx.get(
                f"{server.address}sparql", params=asked, headers=CSV, timeout=120, trust_env=False
            )
            assert answer.status_code == 200
            assert sorted(answer.text.splitlines()[1:]) == expected
    finally:
        said = server.stop()
    assert said == ""
