"""OWL 2 DL and RL profile, and consistency by HermiT and Openllet.

Needs Java and, once, the network; without them the tests are skipped and say so.
``QKG_TEST_CACHE`` names the folder where the reasoners' jars are kept (default: ``~/.cache/qkg``).
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, Namespace

from qkg.dataset.assets import Assets

QKG = Namespace("https://w3id.org/qkg/ontology#")
REASONERS = Path(__file__).parent / "reasoners"
OUTSIDE_OWL = {XSD.date, XSD.gYear, XSD.duration}


@pytest.fixture(scope="module")
def class_path() -> str:
    """The class path of the reasoners."""
    if not shutil.which("java"):
        pytest.skip("no Java on this machine: profile and reasoners are not run")
    cache = os.environ.get("QKG_TEST_CACHE", str(Path.home() / ".cache" / "qkg"))
    command = [sys.executable, str(REASONERS / "jars.py"), cache]
    found = subprocess.run(command, capture_output=True, text=True, check=False, timeout=180)
    if found.returncode:
        pytest.skip("the reasoners' jars are neither cached nor to be had: profile and reasoners are not run")
    return f"{found.stdout.strip()}/*"


def reasoned(graph: Graph, folder: Path, class_path: str) -> dict[str, str]:
    """What the Java program prints, as verdicts by name."""
    kept = Graph()
    for triple in graph:
        if not (isinstance(triple[2], Literal) and triple[2].datatype in OUTSIDE_OWL):
            kept.add(triple)
    kept.serialize(folder / "input.ttl", format="turtle")
    command = ["java", "-cp", class_path, str(REASONERS / "ReasonerCheck.java"), str(folder / "input.ttl")]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert run.returncode == 0, run.stderr[-2000:]
    return dict(line.split(": ", 1) for line in run.stdout.splitlines() if not line.startswith(" "))


def with_alignments(whole: Graph, assets: Assets) -> Graph:
    """All that is published, and the alignments."""
    graph = Graph()
    for triple in whole:
        graph.add(triple)
    for file in assets.alignments:
        graph.parse(file)
    return graph


def test_all_is_owl_2_dl_and_rl_and_consistent(
    whole: Graph, assets: Assets, tmp_path: Path, class_path: str
) -> None:
    """Vocabulary, stubs, alignments, schemes and data together: in both profiles, consistent for both."""
    verdicts = reasoned(with_alignments(whole, assets), tmp_path, class_path)
    assert int(verdicts.pop("axioms")) > 1000
    assert verdicts == {
        "OWL 2 DL": "true",
        "OWL 2 RL": "true",
        "HermiT consistent": "true",
        "HermiT unsatisfiable classes": "0 []",
        "Openllet consistent": "true",
        "Openllet unsatisfiable classes": "0 []",
    }


def test_the_reasoners_notice(whole: Graph, assets: Assets, tmp_path: Path, class_path: str) -> None:
    """An agency that is also an enterprise is inconsistent, and a range of owl:Thing leaves OWL 2 RL."""
    graph = with_alignments(whole, assets)
    graph.add((next(graph.subjects(RDF.type, QKG.Agency)), RDF.type, QKG.Enterprise))
    graph.add((QKG.place, RDFS.range, OWL.Thing))
    verdicts = reasoned(graph, tmp_path, class_path)
    assert verdicts["HermiT consistent"] == "false"
    assert verdicts["Openllet consistent"] == "false"
    assert verdicts["OWL 2 RL"] == "false"
