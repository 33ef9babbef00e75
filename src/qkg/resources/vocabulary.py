"""The vocabulary of one generation, held in memory: its terms with names, meaning, place and order.

Its size follows the ontology and the borrowed terms, never the articles. One query a generation.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Final

from pyoxigraph import NamedNode, Triple

from qkg.namespaces import ONTOLOGY, PREFIXES
from qkg.resources.labels import Label, chosen, named
from qkg.store.view import View
from qkg.terms import Term

_RDF, _RDFS, _OWL, _SKOS = (PREFIXES[name] for name in ("rdf", "rdfs", "owl", "skos"))
TYPE, LABEL, PREF = NamedNode(_RDF + "type"), NamedNode(_RDFS + "label"), NamedNode(_SKOS + "prefLabel")
SUBCLASS, SUBPROPERTY = NamedNode(_RDFS + "subClassOf"), NamedNode(_RDFS + "subPropertyOf")
DOMAIN, RANGE = NamedNode(_RDFS + "domain"), NamedNode(_RDFS + "range")
CLASS_KINDS: Final = frozenset({_OWL + "Class", _RDFS + "Class"})
PROPERTY_KINDS: Final = frozenset(
    {_OWL + "ObjectProperty", _OWL + "DatatypeProperty", _OWL + "AnnotationProperty", _RDF + "Property"}
)
_ASKED: Final = """
CONSTRUCT { ?term ?predicate ?object } WHERE {
  { SELECT DISTINCT ?term WHERE {
    VALUES ?kind { owl:Class rdfs:Class owl:ObjectProperty owl:DatatypeProperty owl:AnnotationProperty
      rdf:Property owl:NamedIndividual }
    ?term a ?kind } }
  LATERAL { ?term ?predicate ?object }
}"""


class Vocabulary:
    """Classes and properties by IRI. ``order``: the IRIs in the order in which their files tell them."""

    def __init__(self, triples: Iterable[Triple], order: Sequence[str] = ()) -> None:
        self._values: dict[NamedNode, dict[NamedNode, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for triple in triples:
            if isinstance(triple.subject, NamedNode):
                self._values[triple.subject][triple.predicate].append(triple.object)
        self._rank: Mapping[str, int] = {iri: index for index, iri in reversed(list(enumerate(order)))}

    def __contains__(self, term: object) -> bool:
        """Whether this is a term that the vocabulary declares."""
        return term in self._values

    def values(self, term: NamedNode, predicate: NamedNode) -> list[Term]:
        """What the vocabulary says of a term."""
        return self._values[term][predicate] if term in self._values else []

    def iris(self, term: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        """The same, IRIs only, in order."""
        return self.sorted(one for one in self.values(term, predicate) if isinstance(one, NamedNode))

    def label(self, term: NamedNode, language: str) -> Label:
        """The name of a term for a reader, its short name where it has no label."""
        return named(term, chosen([*self.values(term, LABEL), *self.values(term, PREF)], language))

    def rank(self, term: NamedNode) -> tuple[int, str]:
        """For sorting: the order of the files, then the IRI."""
        return self._rank.get(term.value, len(self._rank)), term.value

    def sorted(self, terms: Iterable[NamedNode]) -> list[NamedNode]:
        """Terms in the vocabulary's order, each once."""
        return sorted(set(terms), key=self.rank)

    def is_class(self, term: NamedNode) -> bool:
        """Whether it is declared as a class."""
        return self._is(term, CLASS_KINDS)

    def is_property(self, term: NamedNode) -> bool:
        """Whether it is declared as a property."""
        return self._is(term, PROPERTY_KINDS)

    def _is(self, term: NamedNode, kinds: frozenset[str]) -> bool:
        return any(one.value in kinds for one in self.values(term, TYPE) if isinstance(one, NamedNode))

    @cached_property
    def classes(self) -> list[NamedNode]:
        """Our own classes in order."""
        return self.sorted(one for one in self._values if _ours(one) and self.is_class(one))

    @cached_property
    def properties(self) -> list[NamedNode]:
        """Our own properties in order."""
        return self.sorted(one for one in self._values if _ours(one) and self.is_property(one))

    def parents(self, term: NamedNode) -> list[NamedNode]:
        """The named classes right above a class, or properties above a property."""
        return self.iris(term, SUBCLASS) or self.iris(term, SUBPROPERTY)

    @cached_property
    def _children(self) -> dict[NamedNode, list[NamedNode]]:
        below: dict[NamedNode, list[NamedNode]] = defaultdict(list)
        for term in list(self._values):
            for parent in self.parents(term):
                below[parent].append(term)
        return below

    def children(self, term: NamedNode) -> list[NamedNode]:
        """What stands right below a class or property."""
        return self.sorted(self._children.get(term, ()))

    def above(self, term: NamedNode) -> set[NamedNode]:
        """All that stands above, without the term itself unless it is above itself."""
        found: set[NamedNode] = set()
        waiting = self.parents(term)
        while waiting:
            if (one := waiting.pop()) not in found:
                found.add(one)
                waiting.extend(self.parents(one))
        return found

    def narrowest(self, types: Iterable[NamedNode]) -> list[NamedNode]:
        """Those types that no other of them stands below, our own first."""
        kinds = set(types)
        broader = {above for one in kinds for above in self.above(one)} - {
            one for one in kinds if one in self.above(one)
        }
        return sorted(kinds - broader, key=lambda one: (not _ours(one), self.rank(one)))


def _ours(term: NamedNode) -> bool:
    return term.value.startswith(ONTOLOGY)


class Shelf:
    """Keeps the vocabulary of the generation last asked for, and the order of its terms."""

    def __init__(self, order: Sequence[str]) -> None:
        self._order = order
        self._kept: tuple[int, Vocabulary] | None = None

    async def of(self, view: View) -> Vocabulary:
        """The vocabulary as the view's generation has it."""
        number = view.generation.number
        if self._kept is None or self._kept[0] != number:
            self._kept = number, Vocabulary(await view.triples(_ASKED), self._order)
        return self._kept[1]
