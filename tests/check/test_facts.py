"""Facts are found by two of their terms, each once."""

from rdflib import Literal, URIRef

from qkg.check.facts import Facts

A, B, C, P, Q = (URIRef(f"urn:{name}") for name in "abcpq")


def test_a_fact_counts_once_and_is_found_from_both_ends() -> None:
    """A literal is the same only with the same datatype and language."""
    facts = Facts([(A, P, B), (A, P, B), (A, P, Literal("b")), (A, P, Literal("b", lang="en")), (C, Q, B)])
    assert list(facts.objects(A, P)) == [B, Literal("b"), Literal("b", lang="en")]
    assert (list(facts.subjects(P, B)), list(facts.subjects(P, C))) == ([A], [])
    assert (set(facts.having(P)), set(facts.values(Q))) == ({A}, {B})


def test_a_path_backwards_ends_in_a_circle_too() -> None:
    """The value itself is among what leads to it."""
    facts = Facts([(A, P, B), (B, P, C), (C, P, A), (A, Q, C)])
    assert facts.up_to(P, C) == {A, B, C}
    assert facts.up_to(Q, B) == {B}
