"""``/fragments`` by the words of its specification, in every syntax."""

import httpx
import pyoxigraph as ox
import pytest

HYDRA = "http://www.w3.org/ns/hydra/core#"
VOID = "http://rdfs.org/ns/void#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
CLASS = "https://w3id.org/qkg/ontology#Measure"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
FORMATS = {one.media_type: one for one in (ox.RdfFormat.TRIG, ox.RdfFormat.N_QUADS, ox.RdfFormat.TURTLE)}
FIGURES = {"predicate": TYPE, "object": CLASS}


def read(client: httpx.Client, kind: str = "application/trig", **query: str) -> tuple[str, list[ox.Quad]]:
    """A fragment's address and its quads."""
    response = client.get("/fragments", params=query, headers={"Accept": kind}).raise_for_status()
    return str(response.url), list(ox.parse(response.content, FORMATS[kind]))


def objects(quads: list[ox.Quad], subject: str, predicate: str) -> set[str]:
    """The values of a property."""
    return {q.object.value for q in quads if (q.subject.value, q.predicate.value) == (subject, predicate)}


@pytest.mark.parametrize("kind", FORMATS)
def test_data_count_and_form(client: httpx.Client, kind: str) -> None:
    """The eighteen figures, hydra:totalItems and void:triples on the page, a template with four variables."""
    page, quads = read(client, kind, **FIGURES)
    data = {q.subject for q in quads if q.predicate.value == TYPE and q.object.value == CLASS}
    assert len(data) == 18
    assert objects(quads, page, HYDRA + "totalItems") == {"18"} == objects(quads, page, VOID + "triples")
    template = next(q.object.value for q in quads if q.predicate.value == HYDRA + "template")
    assert template.endswith("/fragments{?subject,predicate,object,graph}")
    variables = {q.object.value for q in quads if q.predicate.value == HYDRA + "variable"}
    assert variables == {"subject", "predicate", "object", "graph"}
    assert page in {q.object.value for q in quads if q.predicate.value == VOID + "subset"}


def test_controls_stand_in_a_graph_of_their_own(client: httpx.Client) -> None:
    """Where graphs can be told apart, data stay in theirs and the controls' graph says what it is about."""
    page, quads = read(client, **FIGURES)
    about = {q.graph_name for q in quads if q.predicate.value == "http://xmlns.com/foaf/0.1/primaryTopic"}
    assert about == {ox.NamedNode(page + "#metadata")}
    assert {str(q.graph_name) for q in quads if q.object.value == CLASS} == {
        "<https://w3id.org/qkg/graph/cqn-2021-05-13>"
    }


def test_next_leads_to_the_rest(client: httpx.Client) -> None:
    """Following hydra:next from the first page meets every label once, and ends."""
    seen: list[str] = []
    page, quads = read(client, predicate=LABEL, graph="https://w3id.org/qkg/graph/schemes")
    total = int(objects(quads, page, HYDRA + "totalItems").pop())
    while True:
        seen += [str(q) for q in quads if q.predicate.value == LABEL]
        following = objects(quads, page, HYDRA + "next")
        if not following:
            break
        page = following.pop()
        response = client.get(page, headers={"Accept": "application/trig"})
        quads = list(ox.parse(response.content, ox.RdfFormat.TRIG))
    assert len(seen) == len(set(seen)) == total
    counted = "SELECT (COUNT(*) AS ?n) { GRAPH <https://w3id.org/qkg/graph/schemes> { ?s rdfs:label ?o } }"
    query = f"PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> {counted}"
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"})
    assert answer.text.split() == ["n", str(total)]


def test_a_page_for_people(client: httpx.Client) -> None:
    """Form, count and links in both languages; a literal has its language."""
    for language, word in (("zh", "共 18 条"), ("en", "Matches: 18")):
        page = client.get(f"/{language}/fragments", params=FIGURES, headers={"Accept": "text/html"})
        assert page.status_code == 200
        assert word in page.text
    page = client.get("/en/fragments", params={"object": '"包头市"@zh'}, headers={"Accept": "text/html"})
    assert ' lang="zh">包头市</a>' in page.text


def test_patterns_that_are_none(client: httpx.Client) -> None:
    """400 and what may stand there."""
    for query in ({"subject": '"x"'}, {"page": "0"}, {"page": "x"}, {"predicate": "no iri"}):
        refused = client.get("/fragments", params=query, headers={"Accept": "text/turtle"})
        assert refused.status_code == 400
        assert next(iter(query)) in refused.json()["detail"]
