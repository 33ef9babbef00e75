"""A reviewed draft published over a socket: what was accepted and corrected, and nothing by halves."""

from typing import Any

import httpx
from tests.web.review.conftest import (
    DRAFTS,
    HUNDRED,
    NAME,
    PRAISE,
    RANGE,
    THING,
    all_accepted,
    changed,
    codes,
    decided,
    opened,
)

from qkg.namespaces import PREFIXES

IN_GRAPH = f"GRAPH <https://w3id.org/qkg/graph/{NAME}>"
FIGURES = f"""SELECT ?verbatim ?value ?hedge ?lower ?edtf ?quote ?note {{ {IN_GRAPH} {{
  ?m a qkg:Measure ; qkg:verbatim ?verbatim ; sdmx-measure:obsValue ?value ; qkg:approximation ?hedge ;
    sdmx-dimension:refPeriod/qkg:edtf ?edtf ;
    qkg:evidence/oa:hasTarget/oa:hasSelector/oa:exact ?quote
  OPTIONAL {{ ?m qkg:lowerBound ?lower }}
  BIND(IF(EXISTS {{ ?m skos:editorialNote ?n . ?m prov:wasGeneratedBy ?r }}, "yes", "no") AS ?note) }} }}"""
ISSUER = f"""SELECT ?paper ?bureau ?by {{ {IN_GRAPH} {{ ?p qkg:issuer ?b ; rdfs:label ?paper .
  ?b rdfs:label ?bureau . <https://w3id.org/qkg/graph/{NAME}> prov:wasAttributedTo/rdfs:label ?by
  FILTER(LANG(?paper) = "en" && LANG(?bureau) = "zh" && LANG(?by) = "zh") }} }}"""


def asked(client: httpx.Client, query: str) -> list[dict[str, str]]:
    """The rows of a SELECT, values alone."""
    text = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items()) + query
    rows = client.get("/sparql", params={"query": text, "format": "json"}).raise_for_status().json()
    return [{name: cell["value"] for name, cell in row.items()} for row in rows["results"]["bindings"]]


def committed(curator: httpx.Client, by: str = "甲乙") -> dict[str, Any]:
    """What the publication of the newest state answers."""
    done = curator.post(f"{DRAFTS}/{NAME}/commit", json={"by": by}, headers=opened(curator)[1])
    assert done.status_code == 200, done.text
    return done.json()


def corrected(draft: dict[str, Any]) -> dict[str, Any]:
    """All accepted: a figure, an issuer, a name corrected, and what was left out completed."""
    amount = {"value": 130, "unit": "NUM", "hedge": "more-than", "period": "2021", "period_words": "今年"}
    verdicts = all_accepted(draft)
    action = next(one for one in verdicts if one.startswith("action/"))
    paper = next(one["id"] for one in draft["candidates"] if one["id"].startswith("document/"))
    issuer = next(one["id"] for one in draft["candidates"] if one.get("relation", "").endswith("issuer"))
    verdicts[HUNDRED] |= {"figure": amount, "roles": {"refArea": [f"{THING}place/hubei"]}}
    verdicts[issuer] |= {"roles": {"statementObject": [f"{THING}agency/hubei-bureau"]}}
    verdicts[RANGE] = {"verdict": "accepted", "figure": {"value": 2, "unit": "PERCENT", "hedge": "at-least"}}
    verdicts[PRAISE] = {"verdict": "accepted", "roles": {"appraised": [THING + action]}}
    verdicts[paper] = {"en": "Notice on household appliances"}
    new = {
        f"{THING}agency/hubei-bureau": {"kind": "agency", "zh": "湖北省质量局", "en": "Hubei Quality Bureau"}
    }
    return {"candidates": verdicts, "things": new}


PUBLISHED = {
    "近120家": {
        "verbatim": "近120家",
        "value": "130",
        "hedge": f"{THING}approximation/more-than",
        "lower": "130",
        "edtf": "2021",
        "quote": "全省已有近120家企业参加",
        "note": "yes",
    },
    "2—3个百分点": {
        "verbatim": "2—3个百分点",
        "value": "2",
        "hedge": f"{THING}approximation/at-least",
        "lower": "2",
        "edtf": "/2021-11-10",
        "quote": "合格率提高2—3个百分点",
        "note": "yes",
    },
}


def test_corrections_reach_the_graph_and_the_rest_does_not(curator: httpx.Client) -> None:
    """Accepted and corrected facts are published with their words; rejected and undecided ones are not."""
    answer = changed(curator, corrected(opened(curator)[0]))
    assert answer.status_code == 200, answer.text
    assert curator.post(f"{DRAFTS}/{NAME}/check").raise_for_status().json()["findings"] == []
    done = committed(curator)
    assert done["changed"] is True
    assert {row["verbatim"]: row for row in asked(curator, FIGURES)} == PUBLISHED
    assert asked(curator, ISSUER) == [
        {"paper": "Notice on household appliances", "bureau": "湖北省质量局", "by": "甲乙"}
    ]
    page = curator.get(f"/zh/article/{NAME}").raise_for_status().text
    assert "近120家" in page
    assert "截至目前" not in page, "the running text is shown without the operator's word"
    assert committed(curator)["changed"] is False
    assert opened(curator)[0]["published"] == done["generation"]
    decided(curator, **{HUNDRED: {"verdict": "rejected"}, RANGE: {"verdict": ""}})
    committed(curator, by="丙")
    assert asked(curator, FIGURES) == []


ADDED = f"""SELECT ?label ?quote ?by {{ {IN_GRAPH} {{ ?action a qkg:Campaign ; rdfs:label ?label ;
  qkg:evidence ?proof . ?proof oa:hasTarget/oa:hasSelector/oa:exact ?quote ;
  prov:wasGeneratedBy/prov:wasAssociatedWith/rdfs:label ?by
  FILTER(STRSTARTS(?quote, "企业") && LANG(?label) = "zh" && LANG(?by) = "en") }} }}"""


def test_what_a_curator_adds_is_published(curator: httpx.Client) -> None:
    """Words of the text become a fact with their quote, and the graph says that a curator added it."""
    start = opened(curator)[0]["text"].index("企业参加")
    name = f"action/{NAME}-h{start}-{start + 4}"
    change = {
        "added": {name: {"kind": "action", "start": start, "end": start + 4}},
        "candidates": {name: {"verdict": "accepted"}},
    }
    assert changed(curator, change).status_code == 200
    (shown,) = (one for one in opened(curator)[0]["candidates"] if one["id"] == name)
    assert shown["quote"] == "企业参加"
    committed(curator)
    assert asked(curator, ADDED) == [{"label": "企业参加", "quote": "企业参加", "by": "curator"}]


def test_what_is_not_sound_is_not_published(curator: httpx.Client) -> None:
    """Nothing accepted; a fact that rests on what was rejected; a thing that nobody knows; and where."""
    state = opened(curator)[1]
    empty = curator.post(f"{DRAFTS}/{NAME}/commit", json={"by": "甲"}, headers=state)
    assert empty.status_code == 422
    assert codes(empty) == {"nothing-accepted": ""}
    draft, _ = opened(curator)
    issuer = next(one["id"] for one in draft["candidates"] if one.get("relation", "").endswith("issuer"))
    agency = next(one["id"] for one in draft["candidates"] if one["id"].startswith("agency/"))
    decided(curator, **{issuer: {"verdict": "accepted"}, agency: {"verdict": "rejected"}})
    resting = curator.post(f"{DRAFTS}/{NAME}/check").raise_for_status()
    assert codes(resting)["rests-on-rejected"] == issuer
    decided(curator, **{agency: None, issuer: {"roles": {"statementObject": [f"{THING}agency/nobody"]}}})
    dangling = curator.post(f"{DRAFTS}/{NAME}/commit", json={"by": "甲"}, headers=opened(curator)[1])
    assert dangling.status_code == 422
    assert issuer in codes(dangling).values()
    assert opened(curator)[0]["published"] is None
