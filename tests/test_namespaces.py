"""The prefix table: absolute namespaces, no doubles, useful hints."""

from qkg.namespaces import PREFIXES, graph_iri, near, prefix_hint


def test_namespaces_are_distinct_and_end_where_names_begin() -> None:
    """A namespace that does not end in / or # glues itself to the name."""
    assert len(set(PREFIXES.values())) == len(PREFIXES)
    assert [base for base in PREFIXES.values() if base[-1] not in "/#"] == []


def test_graph_names_are_short_or_full() -> None:
    """A short name becomes an IRI; an IRI stays."""
    assert graph_iri("ontology") == "https://w3id.org/qkg/graph/ontology"
    assert graph_iri("https://example.org/g") == "https://example.org/g"


def test_hint_for_a_misspelt_a_known_and_a_strange_prefix() -> None:
    """Each gets its own way out."""
    assert near("skso") == ["skos"]
    assert prefix_hint("qkgg") == "did you mean qkg:?"
    assert prefix_hint("qkg") == "add: PREFIX qkg: <https://w3id.org/qkg/ontology#>"
    assert prefix_hint("zzz9") == "declare it: PREFIX zzz9: <…>"
