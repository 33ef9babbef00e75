"""What an article is about, as a first picture: its agencies, actions, awards and figures.

Things count as the article's when its graph types them or points at them. Kinds come in the order in which a
reader asks: who, what, awarded what, counted how much. When there is no room, what stands alone is cut first,
then the last kinds; the groups say so. Must not know the reading view.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from qkg.errors import BadParameter
from qkg.graphview.drawn import MOST_NODES, drawn
from qkg.graphview.edges import edges_among
from qkg.graphview.labels import labels_of
from qkg.graphview.listing import outside, values
from qkg.graphview.nodes import text
from qkg.graphview.plumbing import CLASSIFYING, PLUMBING
from qkg.graphview.subgraph import Extent, Labels, Subgraph, Triple
from qkg.namespaces import PREFIXES
from qkg.store.view import View

_NAMES: Final = (
    "schema:NewsArticle",
    "qkg:Agency",
    "qkg:Enterprise",
    "qkg:Jurisdiction",
    "qkg:Action",
    "qkg:Award",
    "qkg:Measure",
    "qkg:PlannedAction",
    "qkg:PolicyDocument",
    "qkg:AwardEdition",
    "qkg:GradeResult",
    "qkg:DemonstrationProgramme",
    "qkg:Platform",
    "qkg:StandardSystem",
    "qkg:Outcome",
    "qkg:Appraisal",
    "qkg:StakeholderGroup",
)
KINDS: Final = tuple(
    NamedNode(PREFIXES[prefix] + local) for prefix, local in (name.split(":") for name in _NAMES)
)
HIDDEN: Final = PLUMBING | CLASSIFYING
NEWEST = """SELECT ?article ?graph {
  ?graph a qkg:ArticleGraph ; foaf:primaryTopic ?article . OPTIONAL { ?article schema:datePublished ?day }
} ORDER BY DESC(?day) ?article LIMIT 1"""
GRAPH_OF = "SELECT ?article ?graph { ?graph a qkg:ArticleGraph ; foaf:primaryTopic ?article }"
THINGS = """SELECT DISTINCT ?thing ?kind ?graph {{
  {{ SELECT DISTINCT ?thing ?graph {{ GRAPH ?graph {{ {{ ?thing a ?type }} UNION {{ ?subject ?predicate ?thing
       FILTER(isIRI(?thing)) {kept} }} }} }} }}
  {listed} ?thing a ?kind
}}"""


@dataclass(frozen=True)
class Shown:
    """One kind in the picture: how many the article has, how many are drawn."""

    kind: str
    total: int
    shown: int


@dataclass(frozen=True)
class Overview:
    """An article, its picture, and its kinds in the order of the picture."""

    article: str
    picture: Subgraph
    groups: tuple[Shown, ...]
    names: dict[str, Labels]


async def overview(view: View, article: str | None, limit: int) -> Overview:
    """The picture of an article, or of the newest one; BadParameter when there is no such article."""
    found, graph = await _article(view, article)
    listed = values("kind", KINDS)
    rows = await view.known(THINGS.format(listed=listed, kept=outside("predicate", HIDDEN)), graph=graph)
    by_kind = _sorted_in({(text(row, "thing"), text(row, "kind")) for row in rows})
    ids = [thing for things in by_kind.values() for thing in things]
    triples = [edge.triple for edge in await edges_among(view, ids[:MOST_NODES], HIDDEN)]
    shown = _joined_first(ids, triples)[:limit]
    visible = set(shown)
    drawable = [one for one in triples if visible.issuperset((one[0], one[2]))]
    picture = await drawn(view, shown, drawable, Extent(len(ids), len(shown), limit))
    groups = [
        Shown(kind, len(things), sum(thing in visible for thing in things))
        for kind, things in by_kind.items()
        if things
    ]
    names = await labels_of(view, map(NamedNode, by_kind))
    return Overview(found.value, picture, tuple(groups), names)


async def _article(view: View, article: str | None) -> tuple[NamedNode, NamedNode]:
    rows = await (view.known(NEWEST) if article is None else view.known(GRAPH_OF, article=NamedNode(article)))
    for row in rows:
        topic, graph = row["article"], row["graph"]
        if isinstance(topic, NamedNode) and isinstance(graph, NamedNode):
            return topic, graph
    raise BadParameter(f"there is no article <{article}>" if article else "there is no article yet")


def _joined_first(ids: Sequence[str], triples: Sequence[Triple]) -> list[str]:
    """What stands alone comes last: it is the first to be cut."""
    ends = {end for source, _, target in triples for end in (source, target)}
    return sorted(ids, key=lambda one: one not in ends)


def _sorted_in(pairs: set[tuple[str, str]]) -> dict[str, Sequence[str]]:
    """Kind to its things; a thing of two kinds counts under the later, more special one."""
    order = [kind.value for kind in KINDS]
    place: dict[str, str] = {}
    for thing, kind in sorted(pairs, key=lambda pair: order.index(pair[1])):
        place[thing] = kind
    return {kind: sorted(thing for thing in place if place[thing] == kind) for kind in order}
