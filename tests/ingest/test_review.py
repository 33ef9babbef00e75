"""Decisions about a draft, whatever they are: nothing dangles and no word of the source changes."""

from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qkg.dataset.assets import find_assets
from qkg.errors import BadParameter, NotADraft
from qkg.ingest import ingesting
from qkg.ingest.checking import ELSEWHERE, findings
from qkg.ingest.draft import Meta
from qkg.ingest.review import bundle, decisions
from qkg.ingest.review.bundle import Bundle
from qkg.ingest.review.bundling import bundled
from qkg.ingest.review.candidates import shown
from qkg.ingest.review.correcting import amount_of
from qkg.ingest.review.decisions import Decisions
from qkg.ingest.review.reviewing import Reviewed, opened, reviewed
from qkg.ingest.review.triples import Triples, thing
from qkg.namespaces import GRAPH, ONTOLOGY, PREFIXES, THING

FEW = settings(max_examples=25, deadline=None)
SLUG = "notice-2021-11-10"
TEXT = """湖北省开展家电质量提升行动
本报讯 （记者 李明）11月8日，湖北省市场监管局印发《关于开展家电质量提升行动的通知》。
截至目前，全省已有近120家企业参加，累计帮助企业节约成本超过3000万元，合格率提高2—3个百分点。
湖北省市场监管局建立家电质量服务平台，服务企业500余家。武汉市市场监管局开展“质量月”活动。
武汉东湖电器有限公司获得湖北省质量奖。活动成效显著。
"""


def _made(text: str = TEXT) -> Bundle:
    known = ingesting.packaged(find_assets())
    made = ingesting.ingest(text, Meta(SLUG, date(2021, 11, 10), THING + "media/china-quality-news"), known)
    assert made is not None
    return bundle.read(bundled(made).written())


BUNDLE = _made()
SHOWN = shown(BUNDLE)
IDS = [one["id"] for one in SHOWN["candidates"]]
FACTS = [one["id"] for one in SHOWN["candidates"] if one["kind"] != "name" and not one["left"]]
FIGURES = [one for one in FACTS if one.startswith("measure/")]
NAMES = [one["id"] for one in SHOWN["candidates"] if one["kind"] == "name"]
VERDICTS = st.dictionaries(st.sampled_from(FACTS + NAMES), st.sampled_from(["accepted", "rejected", ""]))


def outcome(candidates: dict[str, object], **more: object) -> Reviewed:
    """What is published after these decisions."""
    return reviewed(BUNDLE, decisions.of({"candidates": candidates, **more}), {})


def accepted(*names: str, **more: object) -> dict[str, object]:
    """These facts accepted, each with more about it."""
    return {name: {"verdict": "accepted", **more} for name in names}


def quotes(triples: Triples) -> set[tuple[str, str, str]]:
    """Words, places and confidence of all evidence."""
    wanted = ("exact", "start", "end", "confidence", "verbatim", "hasTarget", "speaker", "evidence")
    told = {(str(one.subject), one.predicate.value, str(one.object)) for one in triples}
    return {one for one in told if one[1].rpartition("#")[2] in wanted}


@FEW
@given(VERDICTS)
def test_whatever_is_decided_nothing_dangles(verdicts: dict[str, str]) -> None:
    """Each thing of the article that is named is described; a rejected or undecided fact is in nothing."""
    made = outcome({name: {"verdict": verdict} for name, verdict in verdicts.items()})
    triples = Triples(made.triples)
    described = set(triples.subjects())
    for one in triples:
        if isinstance(one.object, ox.NamedNode) and SLUG in one.object.value:
            assert one.object in described, one
    facts = {one.value.removeprefix(THING) for one in triples.facts()}
    assert not {name for name in facts if verdicts.get(name) == "rejected"}
    assert {name for name, verdict in verdicts.items() if verdict == "accepted" and name in FACTS} <= facts
    assert quotes(triples) <= quotes(opened(BUNDLE))
    assert ox.NamedNode(GRAPH + SLUG) in described


def test_all_accepted_is_the_draft_itself() -> None:
    """Nothing but the record of the review is added, nothing is lost but names that nobody uses."""
    made = set(outcome(accepted(*FACTS)).triples)
    before = set(opened(BUNDLE))
    assert {one for one in before - made if isinstance(one.subject, ox.NamedNode)} == set()
    assert {one.subject.value for one in made - before if isinstance(one.subject, ox.NamedNode)} == {
        GRAPH + SLUG,
        f"{THING}review/{SLUG}",
    }


AMOUNTS = st.fixed_dictionaries(
    {
        "value": st.floats(0, 1e12).map(lambda one: round(one, 4)),
        "unit": st.sampled_from(["NUM", "PERCENT", "CCY_CNY", "TONNE"]),
        "hedge": st.sampled_from(["exact", "nearly", "more-than", "about", "at-least", "at-most"]),
        "change": st.sampled_from(["", "increase", "decrease"]),
        "period": st.sampled_from(["", "2020", "2021-01/2021-10", "/2021-11-10"]),
        "period_words": st.sampled_from(["", "今年1—10月"]),
    }
)


@FEW
@given(st.sampled_from(FIGURES), AMOUNTS)
def test_a_corrected_figure_says_so_in_the_drafters_notation(name: str, amount: dict[str, object]) -> None:
    """One value, one unit, one hedge, the bound that it sets and no other; words and evidence untouched."""
    triples = Triples(outcome(accepted(name, figure=amount)).triples)
    node, qkg = thing(name), (lambda end: ox.NamedNode(ONTOLOGY + end))
    measured = ox.NamedNode(PREFIXES["sdmx-measure"] + "obsValue")
    (value,) = triples.values(node, measured)
    assert float(str(value.value)) == pytest.approx(amount["value"])  # type: ignore[union-attr]
    (hedge,) = triples.nodes(node, qkg("approximation"))
    assert hedge == thing(f"approximation/{amount['hedge']}")
    lower, upper = (triples.values(node, qkg(one)) for one in ("lowerBound", "upperBound"))
    assert bool(lower) == (amount["hedge"] in ("more-than", "at-least"))
    assert bool(upper) == (amount["hedge"] in ("nearly", "at-most"))
    assert len(triples.values(node, qkg("countedThing"))) == (amount["unit"] == "NUM")
    before = opened(BUNDLE)
    for kept in ("verbatim", "evidence"):
        assert triples.values(node, qkg(kept)) == before.values(node, qkg(kept))
    assert quotes(triples) <= quotes(before)


@pytest.mark.parametrize("name", FIGURES)
def test_a_correction_that_changes_nothing_leaves_no_trace(name: str) -> None:
    """The amount of the draft, given again, gives the same triples and no note."""
    same = amount_of(opened(BUNDLE), thing(name))
    assert same is not None
    made = outcome(accepted(name, figure=same.model_dump()))
    plain = outcome(accepted(name))
    about = {one for one in made.triples if one.subject == thing(name)}
    assert about == {one for one in plain.triples if one.subject == thing(name)}


@FEW
@given(st.sampled_from(NAMES), st.booleans())
def test_a_linked_name_is_nowhere_any_more(name: str, new: bool) -> None:
    """A thing of the graph is not described again; a new one is, with its labels; no fact is lost."""
    target = f"{THING}{name.partition('/')[0]}/really-another"
    kind = next(one["of"] for one in SHOWN["candidates"] if one["id"] == name)
    things = {target: {"kind": kind, "zh": "另一个", "en": "Another"}} if new else {}
    made = outcome({**accepted(*FACTS), name: {"link": target}}, things=things)
    triples = Triples(made.triples)
    assert not triples.about(thing(name))
    assert not triples.pointing(thing(name))
    pointed = bool(opened(BUNDLE).pointing(thing(name)))
    label = triples.text(ox.NamedNode(target), ox.NamedNode(PREFIXES["rdfs"] + "label"), "en")
    assert label == ("Another" if new and pointed else "")
    assert len(triples.facts()) == len(FACTS)


def test_a_rejected_name_lets_go_of_what_can_do_without_it() -> None:
    """A figure then tells about something unclassified; a conferral says that its giver is not stated."""
    platform = next(one for one in NAMES if one.startswith("platform/"))
    figure = next(
        one["id"]
        for one in SHOWN["candidates"]
        if THING + platform in one.get("roles", {}).get("subject", ())
    )
    made = outcome({**accepted(figure), platform: {"verdict": "rejected"}})
    triples = Triples(made.triples)
    assert triples.nodes(thing(figure), ox.NamedNode(ONTOLOGY + "subject")) == [thing("topic/unclassified")]
    assert made.resting == ()
    founding = next(one for one in FACTS if "founding" in one)
    (resting,) = outcome({**accepted(founding), platform: {"verdict": "rejected"}}).resting
    assert (resting.fact, resting.on) == (thing(founding), thing(platform))


def test_a_rejected_author_is_not_named() -> None:
    """The article keeps an author, of whom it says that the text does not name one."""
    author = next(one for one in NAMES if one.startswith("person/"))
    triples = Triples(outcome({**accepted(FIGURES[0]), author: {"verdict": "rejected"}}).triples)
    written = ox.NamedNode(PREFIXES["schema"] + "author")
    assert triples.nodes(thing(f"article/{SLUG}"), written) == [thing(f"person/{SLUG}-unnamed")]
    assert not triples.about(thing(author))


def test_a_statement_takes_its_triple_along() -> None:
    """Another end: the old triple goes, the new one comes, its label says the new name."""
    issuer = next(one for one in SHOWN["candidates"] if one.get("relation", "").endswith("issuer"))
    (paper,), (agency,) = (issuer["roles"][one] for one in ("statementSubject", "statementObject"))
    other = next(one for one in NAMES if one.startswith("agency/wuhan"))
    made = outcome(accepted(issuer["id"], roles={"statementObject": [THING + other]}))
    triples = Triples(made.triples)
    said = triples.nodes(ox.NamedNode(paper), ox.NamedNode(ONTOLOGY + "issuer"))
    assert said == [thing(other)]
    assert agency not in {one.value for one in triples.subjects()}
    assert "武汉市市场监管局" in triples.text(
        thing(issuer["id"]), ox.NamedNode(PREFIXES["rdfs"] + "label"), "zh"
    )


def test_a_rejected_statement_takes_its_triple_along() -> None:
    """The action stays, without an actor, and says that none is stated; with the statement as before."""
    actor, empty = ox.NamedNode(ONTOLOGY + "actor"), ox.NamedNode(ONTOLOGY + "notStated")
    statement = next(
        one
        for one in SHOWN["candidates"]
        if one.get("relation", "").endswith("actor") and "zhi-liang-yue" in str(one["roles"])
    )
    action = statement["roles"]["statementSubject"][0].removeprefix(THING)
    made = Triples(outcome({**accepted(action), statement["id"]: {"verdict": "rejected"}}).triples)
    assert made.values(thing(action), actor) == []
    assert made.nodes(thing(action), empty) == [actor]
    whole = Triples(outcome(accepted(action, statement["id"])).triples)
    assert whole.nodes(thing(action), actor) == [thing("agency/wuhan-administration-for-market-regulation")]
    assert whole.nodes(thing(action), empty) == []


def test_what_was_left_out_comes_in_complete_or_not_at_all() -> None:
    """A range without a value is refused; with one it is a figure with evidence at its place in the text."""
    left = next(one for one in SHOWN["candidates"] if one["left"] and one["kind"] == "figure")
    with pytest.raises(BadParameter, match="give it a value"):
        outcome(accepted(left["id"]))
    made = Triples(
        outcome(accepted(left["id"], figure={"value": 2, "unit": "PERCENT", "hedge": "at-least"})).triples
    )
    assert made.facts() == [thing(left["id"])]
    found = {one.object.value for one in made if one.predicate.value.endswith("#exact")}  # type: ignore[union-attr]
    assert found == {"合格率提高2—3个百分点"}


REFUSED = """湖北省质量奖揭晓
近日，湖北省人民政府印发《关于表彰的决定》，表彰湖北省质量奖。中国标准化研究院印发《质量办法》。
"""


def test_relations_that_were_left_out_come_in_with_another_end(tmp_path: Path) -> None:
    """An award without a recipient gets one, an institute that may issue nothing goes: both are sound."""
    made = _made(REFUSED)
    waiting = {one["kind"]: one["id"] for one in shown(made)["candidates"] if one["left"]}
    assert waiting.keys() == {"conferral", "statement"}
    agency = [f"{THING}agency/samr"]
    told = decisions.of(
        {
            "candidates": {
                **accepted(waiting["conferral"], roles={"recipient": agency}),
                **accepted(waiting["statement"], roles={"statementObject": agency}),
            }
        }
    )
    done = reviewed(made, told, {})
    kinds = {one.value.removeprefix(THING).partition("/")[0] for one in Triples(done.triples).facts()}
    assert kinds == {"conferral", "statement"}
    path = tmp_path / "draft.ttl"
    path.write_text(done.turtle(), encoding="utf-8")
    assert [one.message.en for one in findings(path, ()) if one.code != ELSEWHERE] == []


@pytest.mark.parametrize(
    ("target", "patch", "result"),
    [
        ({"en": "b"}, {"en": "c"}, {"en": "c"}),
        ({"en": "b"}, {"zh": "c"}, {"en": "b", "zh": "c"}),
        ({"en": "b"}, {"en": None}, {}),
        ({"en": "b", "zh": "c"}, {"en": None}, {"zh": "c"}),
        ({"roles": {"a": [THING + "a/b"]}}, {"roles": {"a": []}}, {"roles": {"a": []}}),
        ({"roles": {"a": []}}, {"roles": {"a": None}}, {}),
    ],
)
def test_changes_are_json_merge_patches(target: object, patch: object, result: object) -> None:
    """The cases of RFC 7396, appendix A, that our members have; the same change twice is one change."""
    before = decisions.of({"candidates": {"a/b": target}})
    after = decisions.merged(before, {"candidates": {"a/b": patch}})
    assert after == decisions.of({"candidates": {"a/b": result}})
    assert decisions.merged(after, {"candidates": {"a/b": patch}}) == after
    assert decisions.read(after.written()) == after
    assert decisions.merged(after, {"candidates": None}) == Decisions()


@FEW
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(), lambda one: st.dictionaries(st.text(), one)
    )
)
def test_no_document_is_taken_for_another(value: object) -> None:
    """Whatever JSON comes: a sentence that says that it is none of ours."""
    with pytest.raises(NotADraft):
        bundle.read(str(value).encode("utf-8", "replace"))
    try:
        decisions.merged(Decisions(), value)
    except BadParameter:
        return
