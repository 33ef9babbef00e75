"""The packaged shapes stand before every commit of a running server."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

UNIT = "<http://purl.org/linked-data/sdmx/2009/attribute#unitMeasure>"
BEND = (
    "PREFIX qkg: <https://w3id.org/qkg/ontology#> "
    f"DELETE {{ GRAPH ?g {{ ?m {UNIT} ?unit }} }} "
    f'WHERE {{ GRAPH ?g {{ ?m qkg:verbatim "7届" ; {UNIT} ?unit }} }}'
)
ASK = f'PREFIX qkg: <https://w3id.org/qkg/ontology#> ASK {{ ?m qkg:verbatim "7届" ; {UNIT} ?unit }}'


def test_a_bent_figure_is_refused_and_nothing_changes(serve: Callable[..., Any], tmp_path: Path) -> None:
    """422 with a validation report; the unit still stands; the same write without shapes goes through."""
    for checked, status, left in (("true", 422, True), ("false", 204, False)):
        options = {"QKG_WRITE_TOKEN": "secret", "QKG_CHECK_SHAPES": checked}
        server = serve("--store", str(tmp_path / checked), **options)
        headers = {"Authorization": "Bearer secret"}
        with httpx.Client(base_url=server.address, headers=headers, trust_env=False, timeout=60) as client:
            answer = client.post("/update", data={"update": BEND})
            assert answer.status_code == status, answer.text
            assert ("ValidationReport" in answer.text) is left
            assert client.get("/sparql", params={"query": ASK, "format": "json"}).json()["boolean"] is left
