"""``POST /lint``: the engine's own parser, at the place, without an answer being computed."""

import time

import httpx
import pytest

QUERY = {"Content-Type": "application/sparql-query"}


def lint(client: httpx.Client, text: str, language: str = "en") -> list[dict[str, object]]:
    """What is wrong with a query."""
    answer = client.post(f"/lint?lang={language}", content=text.encode(), headers=QUERY)
    assert answer.status_code == 200
    found: list[dict[str, object]] = answer.json()["problems"]
    return found


@pytest.mark.parametrize(
    "text", ["SELECT * { ?s ?p ?o }", "ASK {}", "DESCRIBE <x>", "CONSTRUCT WHERE { ?s ?p ?o }"]
)
def test_nothing_wrong(client: httpx.Client, text: str) -> None:
    """Every form of query, one with a relative IRI too."""
    assert lint(client, text) == []


def test_an_undeclared_prefix_is_found_where_it_stands(client: httpx.Client) -> None:
    """Columns count characters, so that Chinese before the place does not move it."""
    (found,) = lint(client, 'SELECT * {\n  ?s ?p "包头"@zh ; a qkg:Agency }')
    assert (found["line"], found["column"]) == (2, 21)
    assert "qkg: is not declared" in str(found["detail"])
    assert "https://w3id.org/qkg/ontology#" in str(found["hint"])


def test_the_place_is_that_of_the_client_s_text(client: httpx.Client) -> None:
    """A base that the service puts before a query with relative IRIs does not move the place."""
    (found,) = lint(client, "SELECT * { <x> a }")
    assert found["line"] == 1
    assert int(str(found["column"])) <= len("SELECT * { <x> a }") + 1


def test_the_reason_is_told_in_chinese(client: httpx.Client) -> None:
    """Title and reason follow the reader's language."""
    (found,) = lint(client, "SELECT * { ?s a qkg:Agency }", "zh")
    assert (found["title"], found["detail"]) == ("前缀未声明", "前缀 qkg: 没有声明")
    assert found["hint"] == "请添加：PREFIX qkg: <https://w3id.org/qkg/ontology#>"
    (update,) = lint(client, "INSERT DATA {}", "zh")
    assert "更新" in str(update["detail"])


def test_service_is_refused_and_not_asked(client: httpx.Client) -> None:
    """A lint reaches no other host."""
    (found,) = lint(client, "SELECT * { SERVICE <http://192.0.2.1/> { ?s ?p ?o } }")
    assert str(found["type"]).endswith("/service-refused")


def test_costly_values_do_not_hold_a_reader(client: httpx.Client) -> None:
    """A product of three hundred thousand million rows over no graph ends at the deadline."""
    rows = " ".join(map(str, range(700)))
    product = " ".join(f"VALUES ?{name} {{ {rows} }}" for name in "abcd")
    began = time.monotonic()
    assert lint(client, f"SELECT (COUNT(*) AS ?n) {{ {product} }}") == []
    assert time.monotonic() - began < 8


def test_only_post(client: httpx.Client) -> None:
    """Another method is told which one there is."""
    assert client.get("/lint").status_code == 405


def test_completion_counts_what_a_class_carries(client: httpx.Client) -> None:
    """Counts are those of a query; names come in both languages."""
    offered = client.get("/complete.json").json()
    classes = {one["iri"]: one for one in offered["classes"]}
    agency = classes["https://w3id.org/qkg/ontology#Agency"]
    label = "http://www.w3.org/2000/01/rdf-schema#label"
    counted = client.post(
        "/sparql",
        content=f"SELECT (COUNT(*) AS ?n) {{ ?x a <{agency['iri']}> ; <{label}> ?l }}",
        headers={**QUERY, "Accept": "text/csv"},
    )
    assert agency["properties"][label] == int(counted.text.split()[1])
    assert agency["label"] == {"zh": "行政机构", "en": "agency"}
    assert offered["prefixes"]["qkg"] == "https://w3id.org/qkg/ontology#"
    evidence = [one for one in offered["properties"] if one["iri"].endswith("ontology#evidence")]
    assert evidence[0]["count"] > 100
