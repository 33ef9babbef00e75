"""The names of things, classes and predicates in both languages."""

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode

from qkg.graphview.listing import values
from qkg.graphview.subgraph import Labels
from qkg.store.view import View

LABELS = "SELECT ?thing ?label {{ {listed} ?thing rdfs:label|skos:prefLabel ?label }}"


async def labels_of(view: View, iris: Iterable[NamedNode]) -> dict[str, Labels]:
    """IRI to its labels; what has none is absent. Of several in a language the first by letters stands."""
    wanted = set(iris)
    if not wanted:
        return {}
    found: dict[str, dict[str, str]] = {}
    for row in await view.rows(LABELS.format(listed=values("thing", wanted))):
        label = row["label"]
        if isinstance(label, Literal):
            words = found.setdefault(_iri(row["thing"]), {})
            tag = (label.language or "").partition("-")[0]
            words[tag] = min(words.get(tag, label.value), label.value)
    return dict(found)


def _iri(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else ""
