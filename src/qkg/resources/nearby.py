"""What may have been meant by an address where nothing is: things whose IRIs look like it."""

from difflib import get_close_matches
from typing import Final

from pyoxigraph import NamedNode

from qkg.namespaces import THING
from qkg.resources.labels import chosen
from qkg.store.view import View
from qkg.terms import Term

LOOKED_AT: Final = 4000
"""Names that are compared, so that a wrong address costs no more than a right one."""
MOST: Final = 4
_ASKED: Final = f"SELECT ?thing ?label WHERE {{ ?thing rdfs:label|skos:prefLabel ?label }} LIMIT {LOOKED_AT}"


async def nearby(view: View, path: str, language: str) -> tuple[tuple[str, str], ...]:
    """Paths of pages with their labels, best first; ``path`` is kind and slug. One query."""
    labels: dict[str, list[Term]] = {}
    for row in await view.rows(_ASKED):
        thing = row["thing"]
        if isinstance(thing, NamedNode) and thing.value.startswith(THING):
            labels.setdefault(thing.value.removeprefix(THING), []).append(row["label"])
    close = get_close_matches(path[:200], labels, n=MOST, cutoff=0.7)
    named = [(one, chosen(labels[one], language)) for one in close]
    return tuple((f"/page/{one}", label.text if label else one) for one, label in named)
