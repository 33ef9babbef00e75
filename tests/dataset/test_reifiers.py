"""RDF 1.2: statements become reifiers, and nothing else changes."""

import pyoxigraph as ox
import pytest

from qkg.dataset.reifiers import PARTS, Reifying
from qkg.namespaces import ONTOLOGY, PREFIXES

REIFIES = ox.NamedNode(PREFIXES["rdf"] + "reifies")
LINES = "".join(
    f"{line} .\n"
    for line in (
        '<urn:a> <urn:name> "甲\\n\\"x\\""@zh',
        "<urn:a> <urn:knows> <urn:b>",
        f"<urn:r> <{PREFIXES['rdf']}type> <{ONTOLOGY}Statement>",
        f"<urn:r> <{PARTS[0]}> <urn:a>",
        f"<urn:r> <{PARTS[1]}> <urn:knows>",
        f"<urn:r> <{PARTS[2]}> <urn:b>",
        f"<urn:r> <{ONTOLOGY}evidence> <urn:e>",
        f"<urn:half> <{PARTS[0]}> <urn:a>",
        f"<urn:half> <{PARTS[1]}> <urn:knows>",
        "_:x <urn:knows> <urn:b>",
    )
).encode()


def written(size: int) -> bytes:
    """The lines fed in blocks of a size."""
    made = Reifying()
    blocks = [LINES[at : at + size] for at in range(0, len(LINES), size)]
    return b"".join([*(made.feed(one) for one in blocks), made.end()])


def triples(text: bytes) -> set[ox.Triple]:
    """What another reader of RDF 1.2 finds."""
    return {quad.triple for quad in ox.parse(text, ox.RdfFormat.TURTLE)}


@pytest.mark.parametrize("size", [1, 7, 64, 100_000])
def test_a_statement_becomes_a_reifier_wherever_blocks_end(size: int) -> None:
    """``r rdf:reifies <<( a knows b )>>`` stands for the three parts; all other triples are the same."""
    before = {quad.triple for quad in ox.parse(LINES, ox.RdfFormat.N_TRIPLES)}
    r, a, knows, b = (ox.NamedNode(f"urn:{name}") for name in ("r", "a", "knows", "b"))
    gone = {one for one in before if one.subject == r and one.predicate.value in PARTS}
    assert len(gone) == 3
    assert triples(written(size)) == before - gone | {ox.Triple(r, REIFIES, ox.Triple(a, knows, b))}


def test_evidence_stands_with_the_reified_triple() -> None:
    """A person reads the triple, its reifier and its evidence in one sentence of Turtle."""
    sentence = "<< <urn:a> <urn:knows> <urn:b> ~ <urn:r> >> qkg:evidence <urn:e> ;\n\ta qkg:Statement .\n"
    assert sentence in written(100_000).decode()


def test_a_statement_without_all_parts_stays_as_it_is() -> None:
    """Nothing is guessed and nothing is lost."""
    half = [one for one in triples(written(64)) if one.subject == ox.NamedNode("urn:half")]
    assert sorted(one.predicate.value for one in half) == sorted(PARTS[:2])


def test_nothing_gives_an_empty_document() -> None:
    """An empty graph is a document with a head and no triple."""
    made = Reifying()
    assert triples(made.feed(b"") + made.end()) == set()
