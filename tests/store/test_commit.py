"""What holds of every commit: inference, description, no triple in two graphs, the validator."""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.store.written import NT, Under

from qkg.errors import DuplicateTriple, Refused
from qkg.namespaces import GRAPH, ONTOLOGY, PREFIXES
from qkg.store.contract import GraphWrite
from qkg.store.survey import DATASET, DESCRIPTION

RULE = f"CONSTRUCT {{ ?s a <{ONTOLOGY}Parent> }} WHERE {{ ?s <{ONTOLOGY}child> ?o }}"


def test_inference_follows_each_commit(written: Callable[..., Under]) -> None:
    """What no longer follows goes; what is stated is not inferred as well."""
    under = written(rules={"parent": RULE})
    asked = f"SELECT ?g {{ GRAPH ?g {{ ?s a <{ONTOLOGY}Parent> }} }}"
    stated = f"GRAPH <{GRAPH}one> {{ <urn:x> <{ONTOLOGY}child> <urn:y> }}"
    under.update(f"INSERT DATA {{ {stated} }}")
    assert under.values(asked) == [GRAPH + "inferred"]
    under.update(f"INSERT DATA {{ GRAPH <{GRAPH}one> {{ <urn:x> a <{ONTOLOGY}Parent> }} }}")
    assert under.values(asked) == [GRAPH + "one"]
    under.update(f"CLEAR GRAPH <{GRAPH}one>")
    assert under.values(asked) == []


def described() -> list[ox.Triple]:
    """What a description says beside its counts."""
    return [ox.Triple(DATASET, ox.NamedNode("urn:more"), ox.Literal("more"))]


def test_the_description_follows_each_commit(written: Callable[..., Under]) -> None:
    """Its counts are those of the same generation, inferences included; who writes to it is overwritten."""
    under = written(rules={"parent": RULE}, describer=f"{__name__}:described")
    counted = (
        f"SELECT ?n {{ GRAPH {DESCRIPTION} {{ {DATASET} <{PREFIXES['void']}triples> ?n ; <urn:more> ?m }} }}"
    )
    under.update(f"INSERT DATA {{ GRAPH <{GRAPH}one> {{ <urn:x> <{ONTOLOGY}child> <urn:y> , <urn:z> }} }}")
    assert under.values(counted) == ["2003"], "2,000 at the start, two written, one inferred"
    under.update(f"DELETE DATA {{ GRAPH <{GRAPH}one> {{ <urn:x> <{ONTOLOGY}child> <urn:y> }} }}")
    assert under.values(counted) == ["2002"]
    under.update(f"DELETE WHERE {{ GRAPH {DESCRIPTION} {{ ?s ?p ?o }} }}")
    assert under.values(counted) == ["2002"]


@pytest.mark.parametrize("variable", [False, True])
def test_a_triple_in_two_published_graphs_is_refused(written: Callable[..., Under], variable: bool) -> None:
    """By update, whichever way it names the graph; nothing is left of it."""
    under = written()
    triple = "<urn:a> <urn:b> <urn:c>"
    under.update(f"INSERT DATA {{ GRAPH <{GRAPH}one> {{ {triple} }} GRAPH <urn:other> {{ {triple} }} }}")
    text = f"INSERT DATA {{ GRAPH <{GRAPH}two> {{ {triple} }} }}"
    if variable:
        text = f"INSERT {{ GRAPH ?g {{ {triple} }} }} WHERE {{ VALUES ?g {{ <{GRAPH}two> }} }}"
    with pytest.raises(DuplicateTriple, match=f"<urn:a> .* in <{GRAPH}.*> and <{GRAPH}"):
        under.update(text)
    assert GRAPH + "two" not in under.run(under.store.graphs())
    assert under.update(text.replace("urn:c", "urn:d")) == 3


def test_a_triple_in_two_published_graphs_is_refused_by_graph_writes(
    written: Callable[..., Under], tmp_path: Path
) -> None:
    """And by loads."""
    under = written()
    body = tmp_path / "body.nt"
    body.write_text("<urn:a> <urn:b> <urn:c> .\n")
    bodies = [(str(body), NT)]
    under.run(under.store.write(GraphWrite("put", GRAPH + "one", bodies)))  # type: ignore
    with pytest.raises(DuplicateTriple):
        under.run(under.store.write(GraphWrite("post", GRAPH + "two", bodies)))  # type: ignore
    with pytest.raises(DuplicateTriple):
        under.run(under.store.load([(str(body), NT, GRAPH + "two")]))  # type: ignore
    assert GRAPH + "two" not in under.run(under.store.graphs())


VALIDATOR = """
def check(read, changed):
    text = read(changed).decode()
    everything = read(None).decode()
    assert len(everything) >= len(text)
    return "# " + " ".join(changed) if "forbidden" in text else ""
"""


def test_governed_graphs_are_checked_before_the_commit(
    written: Callable[..., Under], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report is the answer and nothing is kept; other graphs are nobody's business."""
    (tmp_path / "strict_rules.py").write_text(VALIDATOR)
    monkeypatch.syspath_prepend(tmp_path)
    under = written(validator="strict_rules:check")
    article = f"<urn:me> a <{ONTOLOGY}ArticleGraph>"
    assert under.update(f"INSERT DATA {{ GRAPH <{GRAPH}a> {{ {article} }} }}") == 2
    with pytest.raises(Refused, match=f"<{GRAPH}a>") as caught:
        under.update(f"INSERT DATA {{ GRAPH <{GRAPH}a> {{ <urn:x> <urn:y> 'forbidden' }} }}")
    assert caught.value.report == f"# {GRAPH}a"
    assert under.update("INSERT DATA { GRAPH <urn:free> { <urn:x> <urn:y> 'forbidden' } }") == 3
    assert under.values("SELECT ?g { GRAPH ?g { <urn:x> ?p ?o } }") == ["urn:free"]
