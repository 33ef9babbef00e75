"""The size of the graph in numbers, asked from the store itself and never typed in."""

from dataclasses import asdict, dataclass

import pyoxigraph as ox

from qkg.namespaces import ONTOLOGY
from qkg.store.survey import DESCRIPTION
from qkg.store.view import View

_COUNT = "SELECT (COUNT(DISTINCT ?thing) AS ?n) WHERE "
_OURS = f'FILTER(STRSTARTS(STR(?thing), "{ONTOLOGY}"))'
_ALL = f"WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != {DESCRIPTION}) }}"
_QUESTIONS = {
    "triples": f"SELECT (COUNT(*) AS ?n) {_ALL}",
    "graphs": f"SELECT (COUNT(DISTINCT ?g) AS ?n) {_ALL}",
    "facts": _COUNT + "{ ?thing qkg:evidence ?evidence }",
    "figures": _COUNT + "{ ?thing a qkg:Measure }",
    "evidence": _COUNT + "{ ?thing a qkg:Evidence }",
    "classes": _COUNT + "{ ?thing a owl:Class " + _OURS + " }",
    "properties": _COUNT
    + "{ VALUES ?kind { owl:ObjectProperty owl:DatatypeProperty } ?thing a ?kind "
    + _OURS
    + " }",
}


@dataclass(frozen=True)
class Statistics:
    """Counts; facts are the subjects of ``qkg:evidence``, figures the ``qkg:Measure`` nodes.

    Triples and graphs are counted without the store's description of itself.
    """

    triples: int
    graphs: int
    facts: int
    figures: int
    evidence: int
    classes: int
    properties: int

    def as_dict(self) -> dict[str, int]:
        """The counts by name, in the order of the fields."""
        return asdict(self)


async def count(view: View) -> Statistics:
    """Ask for each number."""
    return Statistics(**{name: await _number(view, text) for name, text in _QUESTIONS.items()})


async def _number(view: View, text: str) -> int:
    rows = await view.rows(text)
    return int(rows[0]["n"].value) if rows and isinstance(rows[0]["n"], ox.Literal) else 0
