"""What a review asks of the graph: the names that it knows, labels of things, and what a draft refers to."""

from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox

from qkg.namespaces import THING
from qkg.store.view import View
from qkg.terms import Term

Rows = list[tuple[Term, ...]]
_CLASSES: Final = (
    "qkg:Agency qkg:Enterprise qkg:Jurisdiction qkg:PolicyDocument qkg:Award qkg:Campaign qkg:Pilot "
    "qkg:Evaluation qkg:DemonstrationProgramme qkg:Platform qkg:Strategy org:FormalOrganization "
    "schema:NewsMediaOrganization schema:Person"
)
NAMES: Final = f"""SELECT DISTINCT ?s ?p ?o ?g {{
  VALUES ?class {{ {_CLASSES} }} VALUES ?p {{ rdf:type rdfs:label skos:prefLabel skos:altLabel }}
  GRAPH ?any {{ ?s a ?class }} GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?s), "{THING}")) }}"""
_LABELS: Final = "SELECT ?s ?o {{ VALUES ?s {{ {} }} ?s rdfs:label|skos:prefLabel ?o }}"


async def names(view: View) -> Rows:
    """Class and names of everything that texts mention, each with its graph."""
    return await rows(view, NAMES, "spog")


async def rows(view: View, query: str, columns: str) -> Rows:
    """The rows of a SELECT in which all of these variables are bound."""
    return [tuple(one[name] for name in columns) for one in await view.rows(query)]


async def labels(view: View, things: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Chinese and English label of things, of those that have any."""
    listed = " ".join(sorted({str(ox.NamedNode(one)) for one in things}))
    found: dict[str, dict[str, str]] = {}
    for subject, label in await rows(view, _LABELS.format(listed), "so") if listed else ():
        if isinstance(subject, ox.NamedNode) and isinstance(label, ox.Literal):
            found.setdefault(subject.value, {})[label.language or ""] = label.value
    return {iri: (one.get("zh", ""), one.get("en", "")) for iri, one in found.items()}
