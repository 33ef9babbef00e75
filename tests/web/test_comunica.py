"""Comunica, a client of its own kind: it answers over ``/fragments`` by itself, and asks ``/sparql``."""

import json
import subprocess
from pathlib import Path

import pytest
from bench.cache import Skipped, npm_package

VERSION = "5.3.0"
OVERRIDES = {"undici": "7.10.0"}
"""Later ones need Node 22."""
QUERY = """
PREFIX qkg: <https://w3id.org/qkg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?verbatim ?hedge WHERE {
  ?figure a qkg:Measure ; qkg:verbatim ?verbatim ; qkg:approximation ?how .
  ?how skos:prefLabel ?hedge ; qkg:setsBound "upper-exclusive" .
  FILTER(LANG(?hedge) = "zh")
}
"""


@pytest.fixture(scope="module")
def comunica() -> Path:
    """The command-line client, installed once into the cache of the bench."""
    try:
        place = npm_package("comunica-client", "@comunica/query-sparql", VERSION, OVERRIDES)
    except (Skipped, subprocess.SubprocessError) as error:
        pytest.skip(f"Comunica cannot be had: {error}")
    return place / "comunica-sparql"


@pytest.mark.parametrize("source", ["{}fragments", "sparql@{}sparql"])
def test_comunica_answers(comunica: Path, served: str, source: str) -> None:
    """Which figures does the source write with 近? 近1000家 and 近5万人."""
    command = [str(comunica), source.format(served), QUERY, "-t", "application/sparql-results+json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=110, check=False)
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)["results"]["bindings"]
    assert sorted((one["verbatim"]["value"], one["hedge"]["value"]) for one in rows) == [
        ("近1000家", "近"),
        ("近5万人", "近"),
    ]
