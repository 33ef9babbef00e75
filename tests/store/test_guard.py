"""SERVICE in every disguise, innocent words that look like it, and depth."""

import pytest

from qkg.errors import ServiceRefused, TooDeep
from qkg.store.guard import MAX_DEPTH, depth, refuse, service_clause

DISGUISES = [
    "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
    "SELECT * { service silent ?where { ?s ?p ?o } }",
    "SELECT * { SERVICESILENT<http://x/>{} }",
    "PREFIX x: <http://x/> SELECT * { SERVICEx:a{ ?s ?p ?o } }",
    "PREFIX x: <http://x/> PREFIX SERVICEx: <http://y/> SELECT * { SERVICEx:a{} }",
    "SELECT * { ?s ?p trueSERVICE<http://x/>{} }",
    "SELECT * { SERVICE # a comment <\n SILENT\t<http://x/> # }\n { } }",
    # to an engine "<" is "less than" here, and what follows "#" a comment: not an IRI and a long string
    'SELECT * { FILTER(1<2#>"""\n)SERVICE<http://x/>{?s ?p ?o} #"""\n}',
    "SELECT * { FILTER(1<2#>'''\n)SERVICE<http://x/>{?s ?p ?o} #'''\n}",
    "SELECT * { SERVICE x:a\\#b { } }",
]
INNOCENT = [
    "SELECT * { ?s a qkg:ServiceOperation } # SERVICE <http://x/> {}",
    'SELECT * { ?s ?p \'SERVICE <http://x/> { }\' , """SERVICE ?x {""" }',
    "SELECT ?service { ?service <http://x/service> ?o . { ?o ?p ?q } }",
    "PREFIX service: <http://x/> SELECT * { ?s service:name ?o }",
    "PREFIX service: <http://x/> SELECT * { { ?s ?p service:x } { ?s ?p ?o } }",
]


@pytest.mark.parametrize("text", DISGUISES)
def test_disguises_are_refused(text: str) -> None:
    """Each of these makes the engine call out, or would in a slightly different engine."""
    with pytest.raises(ServiceRefused):
        refuse(text)


@pytest.mark.parametrize("text", INNOCENT)
def test_innocent_words_pass(text: str) -> None:
    """The word alone is no reason."""
    assert service_clause(text) is None


def test_long_hostile_text_is_read_in_a_moment() -> None:
    """The search is linear in practice: a megabyte of look-alikes ends."""
    assert service_clause("SERVICE <" * 20_000) is None
    assert service_clause("SERVICE " + "\n" * 100_000) is None


def test_depth_counts_brackets_outside_strings() -> None:
    """Brackets in strings, comments and IRIs do not nest."""
    assert depth("SELECT (((1))) { '((((' # ((((\n }") == 3
    with pytest.raises(TooDeep, match="10,000"):
        refuse("{" * (MAX_DEPTH + 1))
