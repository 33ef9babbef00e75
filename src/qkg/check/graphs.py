"""The same triple in two published graphs: the union of graphs would count it twice."""

from collections.abc import Iterator

import pyoxigraph as ox

from qkg.check.corpus import Corpus
from qkg.check.document import UNPUBLISHED
from qkg.check.finding import Finding, Spot, Words, about
from qkg.check.naming import short


def check(corpus: Corpus) -> Iterator[Finding]:
    """A finding for each triple, in the last checked document that has it; merged, one for each subject."""
    first: dict[tuple[object, ...], str] = {}
    context_first = sorted(corpus.documents, key=lambda one: one.checked)
    for one in context_first:
        if one.role in UNPUBLISHED:
            continue
        for quad in one.quads:
            graph = one.graph if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name.value
            before = first.setdefault((quad.subject, quad.predicate, quad.object), graph)
            if before != graph and one.checked:
                yield _twice(corpus, quad, before, one.name)


def _twice(corpus: Corpus, quad: ox.Quad, before: str, name: str) -> Finding:
    subject, value = str(getattr(quad.subject, "value", "")), str(getattr(quad.object, "value", ""))
    place = next(one for one in corpus.checked if one.name == name).layout.places
    keys = ((subject, quad.predicate.value, value), (subject, quad.predicate.value), (subject,))
    spot = Spot(name, *next((place[key] for key in keys if key in place), (1, 0)))
    what = f"{short(subject)} {short(quad.predicate.value)}"
    message = Words(f"同一三元组也在图 {short(before)} 中：{what}", f"also stands in {short(before)}: {what}")
    hint = Words("只留一处", "keep it in one graph only")
    return Finding("triple-in-two-graphs", spot, message, hint, subject, aspects=about(before))
