"""A bundle and the decisions about it, to the graph that is published: the steps in their order.

Pure; the same input gives the same triples.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from qkg.errors import BadParameter, NotADraft
from qkg.ingest.acceptance import graph_of
from qkg.ingest.review.adding import completed
from qkg.ingest.review.bundle import Bundle, Left
from qkg.ingest.review.choosing import Resting, choose
from qkg.ingest.review.correcting import Change, correct_amount, correct_roles
from qkg.ingest.review.decisions import Decision, Decisions
from qkg.ingest.review.linking import Names, describe, direct, labels_of, link, relabel, retell
from qkg.ingest.review.recording import Tally, record
from qkg.ingest.review.triples import LABEL, Node, Triples, thing
from qkg.namespaces import GRAPH, THING
from qkg.turtle import turtle


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The triples to publish, how many candidates came to what, and what contradicts itself."""

    graph: Node
    triples: tuple[ox.Triple, ...]
    tally: Tally
    resting: tuple[Resting, ...]

    def turtle(self) -> str:
        """The triples as people read them."""
        quads = sorted((ox.Quad(*one) for one in self.triples), key=_order)
        return turtle(quads).decode()


def opened(bundle: Bundle) -> Triples:
    """The triples of the draft; NotADraft where it has none, or those of another article."""
    try:
        triples = Triples.read(bundle.turtle)
    except (SyntaxError, ValueError) as error:
        raise NotADraft(f"the Turtle of the draft cannot be read: {error}") from error
    graph = graph_of(triples, bundle.slug)
    if graph.value != GRAPH + bundle.slug:
        raise NotADraft(f"the draft {bundle.slug} describes another graph: {graph.value}")
    return triples


def waiting(bundle: Bundle) -> dict[str, Left]:
    """The candidates that can be completed, by their IRI."""
    return {one.thing: one for one in bundle.left if one.thing and one.turtle}


def reviewed(bundle: Bundle, decided: Decisions, known: Names) -> Reviewed:
    """What is published. BadParameter for a decision about nothing, or one that cannot be carried out."""
    bundle = completed(bundle, decided)
    triples, gaps = opened(bundle), waiting(bundle)
    candidates = {thing(name): one for name, one in decided.candidates.items()}
    _check_known(candidates, triples, bundle, gaps)
    changes: dict[Node, list[Change]] = defaultdict(list)
    said = direct(triples)
    for name, one in candidates.items():
        if name.value in gaps and one.verdict == "accepted":
            _take_in(triples, gaps[name.value], one, changes[name])
    for address, new in decided.things.items():
        describe(triples, ox.NamedNode(address), new)
    facts = set(triples.facts())
    _correct(triples, candidates, bundle.published, changes, known)
    _follow(triples, said)
    names = _named(triples, candidates, decided, known, changes)
    accepted = {names.get(one, one) for one, told in candidates.items() if told.verdict == "accepted"}
    rejected = {one for one, told in candidates.items() if told.verdict == "rejected"}
    graph = ox.NamedNode(GRAPH + bundle.slug)
    resting = choose(triples, graph, accepted, rejected)
    tally = _tally(facts | {ox.NamedNode(one) for one in gaps}, candidates)
    record(triples, bundle.slug, graph, {names.get(one, one): done for one, done in changes.items()}, tally)
    return Reviewed(graph, tuple(sorted(triples, key=str)), tally, tuple(resting))


def _check_known(
    candidates: Iterable[Node], triples: Triples, bundle: Bundle, gaps: Mapping[str, Left]
) -> None:
    for one in candidates:
        if not triples.about(one) and one.value not in gaps and one.value not in bundle.names:
            raise BadParameter(f"the draft has no candidate {one.value.removeprefix(THING)}")


def _take_in(triples: Triples, gap: Left, told: Decision, changes: list[Change]) -> None:
    """A candidate that was left out, once it is complete."""
    if "/measure/" in gap.thing and told.figure is None:
        raise BadParameter(
            f"{gap.thing.removeprefix(THING)} was left out: give it a value and a hedge to take it in"
        )
    try:
        triples.add(Triples.read(gap.turtle))
    except (SyntaxError, ValueError) as error:
        raise NotADraft(f"the draft is damaged: {error}") from error
    changes.append(("taken in", "—", gap.words))


def _correct(
    triples: Triples,
    candidates: Mapping[Node, Decision],
    published: str,
    changes: dict[Node, list[Change]],
    known: Names,
) -> None:
    """Amounts and ends."""
    for name, one in candidates.items():
        if not triples.about(name) or one.verdict == "rejected":
            continue
        if one.figure is not None:
            changes[name] += correct_amount(triples, name, one.figure, published)
        if one.roles:
            done = correct_roles(triples, name, one.roles)
            for _, before, after in done:
                was, is_ = labels_of(triples, thing(before)), labels_of(triples, thing(after))
                retell(triples, [name], was, is_ if any(is_) else known.get(THING + after, was))
            changes[name] += done


def _follow(triples: Triples, said: set[ox.Triple]) -> None:
    """The triples that statements are about go where their ends went."""
    now = direct(triples)
    triples.drop(said - now)
    triples.add(now - said)


def _named(
    triples: Triples,
    candidates: Mapping[Node, Decision],
    decided: Decisions,
    known: Names,
    changes: dict[Node, list[Change]],
) -> dict[Node, Node]:
    """Labels and links; which name is now called what."""
    moved: dict[Node, Node] = {}
    for name, one in candidates.items():
        if (one.zh or one.en) and triples.values(name, LABEL):
            before = triples.text(name, LABEL, "en")
            relabel(triples, name, one.zh, one.en)
            changes[name].append(("label", before, one.en or one.zh))
        if one.link and one.link != name.value:
            target = ox.NamedNode(one.link)
            link(triples, name, target, decided.things, known)
            moved[name] = target
    return moved


def _tally(facts: Iterable[Node], candidates: Mapping[Node, Decision]) -> Tally:
    told = [candidates.get(one, Decision()) for one in facts]
    return Tally(
        accepted=sum(one.verdict == "accepted" for one in told),
        corrected=sum(one.verdict == "accepted" and one.corrects for one in told),
        rejected=sum(one.verdict == "rejected" for one in told),
        undecided=sum(not one.verdict for one in told),
    )


def _order(quad: ox.Quad) -> tuple[str, bool, str, str]:
    return (
        str(quad.subject),
        not quad.predicate.value.endswith("#type"),
        str(quad.predicate),
        str(quad.object),
    )
