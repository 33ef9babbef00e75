"""What a curator adds to a draft: words of the text that become facts with evidence, and nothing else."""

from datetime import date
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from qkg.dataset.assets import find_assets
from qkg.errors import BadParameter
from qkg.ingest import ingesting
from qkg.ingest.checking import ELSEWHERE, findings
from qkg.ingest.cleaning import clean
from qkg.ingest.draft import Meta
from qkg.ingest.review import bundle, decisions
from qkg.ingest.review.adding import completed
from qkg.ingest.review.aligning import aligned, runs
from qkg.ingest.review.bundling import bundled
from qkg.ingest.review.candidates import shown
from qkg.ingest.review.reviewing import Reviewed, reviewed
from qkg.namespaces import PREFIXES, THING

SLUG = "notice-2021-11-10"
RAW = """湖北省開(kāi)展家電(diàn)質量提升行動\r
本報訊 11月8日,湖北省市場監管局走訪了許多企業,其中三分之二的企業(yè)表示滿(mǎn)意。
武漢東湖電器有限公司常年免費培訓工人。
"""
KNOWN = ingesting.packaged(find_assets())
PLACE, FIGURE = f"{THING}place/hubei", "其中三分之二的企业"


def _made() -> bundle.Bundle:
    made = ingesting.ingest(RAW, Meta(SLUG, date(2021, 11, 10), THING + "media/china-quality-news"), KNOWN)
    assert made is not None
    return bundle.read(bundled(made).written())


BUNDLE = _made()


def added(kind: str, words: str, relation: str = "") -> tuple[str, dict[str, Any]]:
    """The name and the place of a candidate of these words."""
    start = BUNDLE.text.index(words)
    folder = {"figure": "measure"}.get(kind, kind)
    mark = f"h{start}-{start + len(words)}" + (f"-{relation.lower()}" if relation else "")
    more = {"relation": relation} if relation else {}
    return f"{folder}/{SLUG}-{mark}", {"kind": kind, "start": start, "end": start + len(words), **more}


ADDED = {
    "figure": (added("figure", "三分之二"), {"figure": {"value": 66.7, "unit": "PERCENT", "hedge": "about"}}),
    "action": (added("action", "免费培训工人"), {}),
    "appraisal": (added("appraisal", "表示满意"), {"roles": {"appraised": [f"{THING}agency/samr"]}}),
    "statement": (
        added("statement", "湖北省开展家电质量提升行动", "place"),
        {
            "roles": {
                "statementSubject": [f"{THING}action/cqn-2021-05-13-benchmarking"],
                "statementObject": [PLACE],
            }
        },
    ),
}


def outcome(*kinds: str) -> Reviewed:
    """What is published when these are added and accepted."""
    chosen = [ADDED[kind] for kind in kinds]
    told = {
        "added": dict(one for one, _ in chosen),
        "candidates": {name: {"verdict": "accepted", **more} for (name, _), more in chosen},
    }
    return reviewed(BUNDLE, decisions.of(told), {})


def test_the_alignment_comes_back() -> None:
    """From few numbers, whatever was removed and turned, and where one character was made of two."""
    cleaned = clean(RAW)
    back = aligned(cleaned.clean, runs(cleaned))
    assert (back.starts, back.ends) == (cleaned.starts, cleaned.ends)
    assert len(runs(cleaned)) < len(cleaned.clean) / 2


@pytest.mark.parametrize("kind", ADDED)
def test_what_is_added_is_published_with_its_words(kind: str, tmp_path: Path) -> None:
    """The fact is there, it fits the shapes, and both places of its quote hold the words."""
    (name, place), _ = ADDED[kind]
    made = outcome(kind)
    said = {
        (one.predicate.value.rpartition("#")[2], one.object)
        for one in made.triples
        if one.subject == ox.NamedNode(THING + name)
    }
    assert "evidence" in {one for one, _ in said}
    assert made.tally.accepted == 1
    words = BUNDLE.text[place["start"] : place["end"]]
    quotes = {one.object.value for one in made.triples if one.predicate.value == PREFIXES["oa"] + "exact"}
    assert any(words in one for one in quotes), quotes
    file = tmp_path / "draft.ttl"
    file.write_text(made.turtle(), encoding="utf-8")
    assert [one for one in findings(file, ()) if one.code != ELSEWHERE and one.severity == "error"] == []


def test_a_quote_has_its_place_in_the_raw_text() -> None:
    """With the notes that were removed from it."""
    triples = outcome("appraisal").triples
    ends = {
        predicate: {
            str(one.subject): int(getattr(one.object, "value", "0"))
            for one in triples
            if one.predicate.value == PREFIXES["oa"] + predicate
        }
        for predicate in ("start", "end")
    }
    raw = {RAW[start : ends["end"][name]] for name, start in ends["start"].items() if "-raw" in name}
    assert raw == {"表示滿(mǎn)意"}


def test_it_is_shown_as_one_that_waits() -> None:
    """At its place, with the reason, and with the curator as who found it."""
    (name, place), _ = ADDED["figure"]
    seen = shown(completed(BUNDLE, decisions.of({"added": {name: place}})))
    (one,) = (one for one in seen["candidates"] if one["id"] == name)
    assert (one["kind"], one["verbatim"], one["extractor"]) == ("figure", "三分之二", "curator")
    assert one["places"] == [[place["start"], place["end"]]]
    assert "curator" in one["left"]["en"]


def test_nothing_is_published_of_what_is_not_accepted() -> None:
    """Added, and left alone."""
    (name, place), _ = ADDED["action"]
    made = reviewed(BUNDLE, decisions.of({"added": {name: place}}), {})
    assert not [one for one in made.triples if name in str(one)]


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        (None, {"end": 10_000}, "called"),
        (f"measure/{SLUG}-h0-90", {"start": 0, "end": 90}, "one paragraph"),
        (f"measure/{SLUG}-h3-3", {"start": 3, "end": 3}, "one paragraph"),
        ("measure/another-h1-2", {"start": 1, "end": 2}, "called"),
        (
            f"measure/{SLUG}-h1-2-issuer",
            {"start": 1, "end": 2, "relation": "issuer"},
            "a statement has a relation",
        ),
        (f"statement/{SLUG}-h1-2", {"start": 1, "end": 2, "kind": "statement"}, "a statement has a relation"),
    ],
)
def test_what_cannot_be_added(name: str | None, change: dict[str, Any], words: str) -> None:
    """One sentence that says why."""
    (usual, place), _ = ADDED["figure"]
    with pytest.raises(BadParameter, match=words):
        reviewed(BUNDLE, decisions.of({"added": {name or usual: {**place, **change}}}), {})
