"""IRIs: of things, of graphs, and of nothing in between; no blank nodes where there are things."""

import re
from collections.abc import Iterator
from typing import Final

from qkg.check.corpus import Corpus
from qkg.check.document import GRAPH_CLASSES, THINGS, Role, typed
from qkg.check.finding import Finding, Spot, Words, about
from qkg.check.kinds import CLASSES
from qkg.check.layout import TYPE
from qkg.check.naming import short
from qkg.check.vocabulary import terms
from qkg.namespaces import GRAPH, THING

_SLUG: Final = "[a-z0-9]+(?:-[a-z0-9]+)*"
_THING: Final = re.compile(f"{re.escape(THING)}{_SLUG}/{_SLUG}")
_GRAPH: Final = re.compile(re.escape(GRAPH) + _SLUG)
_ROOT: Final = "https://w3id.org/qkg"
_OURS: Final = re.compile(r"https?://(?:www\.)?w3id\.org/qkg\b")
_PLACES: Final = re.compile(
    re.escape(_ROOT) + r"(?:/ontology(?:[#/].*)?|/(?:id|graph|shape|dump)(?:/.*)?|/sparql)?"
)
_HINT: Final = Words(
    "形如 https://w3id.org/qkg/id/<kind>/<slug>，小写ASCII字母、数字和连字符",
    "like https://w3id.org/qkg/id/<kind>/<slug>: lower-case ASCII letters, digits, single hyphens",
)

_SPACES: Final = Words(
    f"应以 {_ROOT}/ 的 ontology、id 或 graph 开头", f"use {_ROOT}/ontology, {_ROOT}/id or {_ROOT}/graph"
)


def check(corpus: Corpus) -> Iterator[Finding]:
    """All findings about IRIs."""
    yield from _blank(corpus)
    yield from _written(corpus)
    yield from _kinds(corpus)
    yield from _graphs(corpus)


def _blank(corpus: Corpus) -> Iterator[Finding]:
    message = Words("数据中不用空白节点", "a blank node in published data")
    hint = Words("给它一个IRI", "give it an IRI")
    for one in corpus.checked_as(*THINGS):
        for subject, place in one.layout.blanks[:1]:
            yield Finding("blank-node", Spot(one.name, *place), message, hint, subject)


def _written(corpus: Corpus) -> Iterator[Finding]:
    for one in corpus.checked:
        for mention in one.layout.mentions:
            iri, spot = mention.iri, Spot(one.name, *mention.place)
            if iri.startswith(THING):
                if iri != THING and not _THING.fullmatch(iri) and not _is_kind(iri, mention.role):
                    message = _says("IRI的写法不合规则", "not the form of a thing's IRI", iri)
                    yield Finding("iri-form", spot, message, _HINT, iri)
            elif mention.written_out and _OURS.match(iri) and not _PLACES.fullmatch(iri):
                message = _says("命名空间不对", "not one of our namespaces", iri)
                yield Finding("stray-namespace", spot, message, _SPACES, iri)


def _is_kind(iri: str, role: str) -> bool:
    """A prefix may stand for a kind: ``@prefix place: <…/id/place/>``."""
    return role == "prefix" and iri.endswith("/") and bool(_THING.fullmatch(iri + "x"))


def _says(zh: str, en: str, iri: str) -> Words:
    return Words(f"{zh}：<{iri}>", f"{en}: <{iri}>")


def _kinds(corpus: Corpus) -> Iterator[Finding]:
    known = terms(corpus).classes
    for subject in corpus.subjects():
        spot = corpus.spot(subject, TYPE)
        if spot is None or not _THING.fullmatch(subject):
            continue
        kind, types = subject[len(THING) :].partition("/")[0], set(corpus.types(subject))
        if kind not in CLASSES:
            message = Words(f"没有“{kind}”这一种类", f"there is no kind {kind!r}")
            yield Finding("unknown-kind", spot, message, _HINT, subject)
        elif types & known and not types & CLASSES[kind]:
            yield _misfit(kind, types, subject, spot)


def _misfit(kind: str, types: set[str], subject: str, spot: Spot) -> Finding:
    there, fits = (", ".join(map(short, sorted(some))) for some in (types, CLASSES[kind]))
    message = Words(f"种类“{kind}”与类 {there} 不符", f"the kind {kind!r} does not fit the class {there}")
    hint = Words(f"这一种类的类：{fits}", f"things of this kind are {fits}")
    return Finding("kind-mismatch", spot, message, hint, subject, aspects=about(TYPE))


def _graphs(corpus: Corpus) -> Iterator[Finding]:
    for one in corpus.checked_as(Role.DATA):
        names = sorted(typed(one.quads, GRAPH_CLASSES))
        if len(names) > 1:
            message = Words(
                f"一个文件只装一个图，却有{len(names)}个", f"a file holds one graph, this {len(names)}"
            )
            yield Finding("graph-name", corpus.spot(names[1]) or Spot(one.name), message, subject=names[1])
        elif names and not _GRAPH.fullmatch(names[0]):
            message = Words(
                f"图名的写法不合规则：<{names[0]}>", f"not the form of a graph's IRI: <{names[0]}>"
            )
            hint = Words(f"形如 {GRAPH}<name>", f"like {GRAPH}<name>")
            spot = corpus.spot(names[0]) or Spot(one.name)
            yield Finding("graph-name", spot, message, hint, names[0])
