"""The size of the graph in numbers, asked from the store itself and never typed in; once a generation."""

import asyncio
from dataclasses import asdict, dataclass

import pyoxigraph as ox

from qkg.namespaces import ONTOLOGY
from qkg.store.survey import DESCRIPTION
from qkg.store.view import View

_COUNT = "SELECT (COUNT(DISTINCT ?thing) AS ?n) WHERE "
_OURS = f'FILTER(STRSTARTS(STR(?thing), "{ONTOLOGY}"))'
_QUESTIONS = {
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
    """Ask for each number; the store itself knows the sizes of its graphs."""
    sizes = await view.store.graphs(view.generation.number)
    numbers = await asyncio.gather(*(_number(view, text) for text in _QUESTIONS.values()))
    told = [size for graph, size in sizes.items() if size and graph != DESCRIPTION.value]
    return Statistics(sum(told), len(told), **dict(zip(_QUESTIONS, numbers, strict=True)))


async def _number(view: View, text: str) -> int:
    rows = await view.known(text)
    return int(rows[0]["n"].value) if rows and isinstance(rows[0]["n"], ox.Literal) else 0
