"""Decisions about a draft over a socket: made upon a state, and refused where they cannot be."""

import json
from typing import Any

import httpx
import pytest
from tests.web.review.conftest import DRAFTS, HUNDRED, NAME, RANGE, THING, opened


def test_a_change_names_the_state_that_it_is_made_upon(curator: httpx.Client) -> None:
    """428 without If-Match; the second of two changes upon one state is refused, 412, and changes nothing."""
    address, change = f"{DRAFTS}/{NAME}", {"candidates": {HUNDRED: {"verdict": "accepted"}}}
    assert curator.patch(address, json=change).status_code == 428
    assert curator.delete(address).status_code == 428
    assert curator.post(f"{address}/commit", json={"by": "甲"}).status_code == 428
    _, state = opened(curator)
    first = curator.patch(address, json=change, headers=state)
    assert first.status_code == 200
    other = {"candidates": {HUNDRED: {"verdict": "rejected"}}}
    second = curator.patch(address, json=other, headers=state)
    assert second.status_code == 412
    assert second.headers["etag"] == first.headers["etag"]
    assert opened(curator)[0]["decisions"] == {"candidates": {HUNDRED: {"verdict": "accepted"}}}
    assert curator.post(f"{address}/commit", json={"by": "甲"}, headers=state).status_code == 412
    assert curator.delete(address, headers=state).status_code == 412


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ([], "JSON object"),
        ({"candidates": {"measure/none": {"verdict": "accepted"}}}, "no candidate measure/none"),
        ({"candidates": {"../x": {"verdict": "accepted"}}}, "../x"),
        ({"candidates": {"a> <b": {"verdict": "accepted"}}}, "a> <b"),
        ({"candidates": {HUNDRED: {"en": "\ud800"}}}, "en"),
        ({"candidates": {HUNDRED: {"verdict": "perhaps"}}}, "verdict"),
        ({"candidates": {HUNDRED: {"figure": {"value": "many"}}}}, "value"),
        ({"candidates": {HUNDRED: {"figure": {"value": 1e999}}}}, "value"),
        ({"candidates": {HUNDRED: {"figure": {"value": 1, "unit": "x> . <y"}}}}, "unit"),
        ({"candidates": {HUNDRED: {"roles": {"recipient": []}}}}, "no end 'recipient'"),
        ({"candidates": {HUNDRED: {"roles": {"subject": []}}}}, "takes 1 to 1"),
        ({"candidates": {HUNDRED: {"roles": {"subject": ["javascript:1"]}}}}, "roles"),
        ({"candidates": {RANGE: {"verdict": "accepted"}}}, "give it a value"),
        ({"things": {f"{THING}agency/a": {"kind": "agency", "zh": "甲"}}}, "en"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(curator: httpx.Client, change: Any, sentence: str) -> None:
    """400 with one sentence; the state stays."""
    answer = curator.patch(
        f"{DRAFTS}/{NAME}",
        content=json.dumps(change),
        headers={**opened(curator)[1], "Content-Type": "application/merge-patch+json"},
    )
    assert answer.status_code == 400, answer.text
    assert sentence in answer.json()["detail"]
    assert opened(curator)[0]["decisions"] == {}
