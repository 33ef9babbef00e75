"""The pitfalls of OOPS! (oops.linkeddata.es) as queries: none is fallen into but those that we chose.

``pitfalls/pNN.rq`` selects the terms that fall into pitfall NN, ``pNN.ttl`` is a toy that does,
``waivers.tsv`` lists what is meant (pitfall, term or *, reason). The queries read ``qkg.ttl``;
P34 (untyped class) and P35 read the stubs as well, because borrowed terms are declared there.
"""

import csv
from pathlib import Path

import pytest
from rdflib import Graph

FOLDER = Path(__file__).parent / "pitfalls"
FILES = sorted(FOLDER.glob("p*.rq"))
CHECKED = "03 06 08 10 11 13 19 20 22 24 25 26 27 28 29 32 33 34 35 36 38 39 40 41"
OWN = "https://w3id.org/qkg/ontology#"


def found(file: Path, graph: Graph) -> set[str]:
    """The terms that fall into the pitfall."""
    rows = graph.query(file.read_text(encoding="utf-8"))
    return {str(row[0]).removeprefix(OWN) for row in rows if isinstance(row, tuple)}


@pytest.fixture(scope="module")
def waived() -> dict[str, dict[str, str]]:
    """Reasons by pitfall and term."""
    reasons: dict[str, dict[str, str]] = {}
    with (FOLDER / "waivers.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            reasons.setdefault(row["pitfall"], {})[row["term"]] = row["reason"]
    return reasons


def test_the_list_is_complete(waived: dict[str, dict[str, str]]) -> None:
    """The 24 pitfalls of the design are checked, and waivers name those only, each with a reason."""
    assert [file.stem for file in FILES] == [f"p{number}" for number in CHECKED.split()]
    assert set(waived) <= {file.stem for file in FILES}
    assert all(reason for terms in waived.values() for reason in terms.values())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_vocabulary_falls_into_no_pitfall_unmeant(
    file: Path, vocabulary: Graph, stubs: Graph, waived: dict[str, dict[str, str]]
) -> None:
    """What is found is waived, and what is waived is found: no waiver is stale."""
    graph = vocabulary + stubs if file.stem in ("p34", "p35") else vocabulary
    terms, reasons = found(file, graph), waived.get(file.stem, {})
    if "*" in reasons:
        assert terms
    else:
        assert terms == set(reasons)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_toy_falls_in(file: Path) -> None:
    """The query finds the pitfall where it is."""
    assert found(file, Graph().parse(file.with_suffix(".ttl")))
