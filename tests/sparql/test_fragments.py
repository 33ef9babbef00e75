"""Terms of a pattern as Hydra writes them, pages of what matches, and how much there is."""

import asyncio

import pyoxigraph as ox
import pytest
from tests.conftest import EX, TINY

from qkg.errors import BadParameter
from qkg.sparql.fragments import DEFAULT_GRAPH, SIZE, Fragment, fragment, read_term
from qkg.store.inprocess import InProcessStore
from qkg.store.view import View
from qkg.terms import Term

XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("", None),
        ("?x", None),
        ("https://example.org/a", ox.NamedNode(EX + "a")),
        ("<https://example.org/a>", ox.NamedNode(EX + "a")),
        ('"甲"@zh', ox.Literal("甲", language="zh")),
        ('"say "hi""', ox.Literal('say "hi"')),
        (f'"5"^^{XSD}integer', ox.Literal("5", datatype=ox.NamedNode(XSD + "integer"))),
        (f'"5"^^<{XSD}integer>', ox.Literal("5", datatype=ox.NamedNode(XSD + "integer"))),
    ],
)
def test_terms(text: str, term: Term | None) -> None:
    """ExplicitRepresentation (Hydra Core §5.1): what each text means."""
    assert read_term(text, "object") == term


@pytest.mark.parametrize(
    ("text", "part"), [('"x"', "subject"), ("no iri", "object"), ('"x"^^nope', "object"), ("_:b", "subject")]
)
def test_terms_that_cannot_stand_there(text: str, part: str) -> None:
    """One sentence that names the parameter."""
    with pytest.raises(BadParameter, match=f"{part}="):
        read_term(text, part)


def ask(trig: str, page: int = 1, **pattern: str) -> Fragment:
    """A fragment of this content."""
    engine = ox.Store()
    engine.load(trig.encode(), ox.RdfFormat.TRIG)

    async def asked() -> Fragment:
        view = await View.newest(InProcessStore(engine))
        return await fragment(view, {part: read_term(text, part) for part, text in pattern.items()}, page)

    return asyncio.run(asked())


@pytest.mark.parametrize(
    ("pattern", "total"),
    [
        ({}, 4),
        ({"subject": EX + "a"}, 3),
        ({"predicate": EX + "size"}, 2),
        ({"subject": EX + "a", "predicate": EX + "size"}, 1),
        ({"object": '"甲"@zh'}, 1),
        ({"object": '"甲"@en'}, 0),
        ({"graph": EX + "two"}, 1),
        ({"graph": EX + "two", "subject": EX + "a"}, 0),
    ],
)
def test_what_matches(pattern: dict[str, str], total: int) -> None:
    """Each bound part narrows; the count is that of the quads."""
    found = ask(TINY, **pattern)
    assert (found.total, found.exact, len(found.quads), found.more) == (total, True, total, False)
    for quad in found.quads:
        terms = dict(zip(("subject", "predicate", "object", "graph"), quad, strict=True))
        assert all(terms[part] == read_term(text, part) for part, text in pattern.items())


def test_the_default_graph_is_the_union_under_a_name() -> None:
    """All triples, each in the graph that was asked for."""
    found = ask(TINY, graph=DEFAULT_GRAPH)
    assert found.total == 4
    assert {quad.graph_name for quad in found.quads} == {ox.NamedNode(DEFAULT_GRAPH)}


def test_pages_are_disjoint_and_together_all() -> None:
    """Each quad stands on one page; behind the last page there is nothing."""
    trig = "<urn:g> {" + "".join(f"<urn:s> <urn:p> {n} . " for n in range(2 * SIZE + 7)) + "}"
    pages = [ask(trig, page, subject="urn:s") for page in (1, 2, 3, 4)]
    assert [len(one.quads) for one in pages] == [SIZE, SIZE, 7, 0]
    assert [one.more for one in pages] == [True, True, False, False]
    assert len({quad for one in pages for quad in one.quads}) == 2 * SIZE + 7
    with pytest.raises(BadParameter):
        ask(trig, 0)
