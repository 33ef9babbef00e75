"""Drafts held against the shapes, many at a time; each is judged as if it stood alone with the known graph.

Owns the reasons. The known graph is the packaged one, with what the user's own store says of known things.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import pyoxigraph as ox

from qkg.check import shacl
from qkg.check.shapes import Breach, Shapes, code
from qkg.dataset.assets import Assets
from qkg.dataset.source import read_quads
from qkg.ingest.scale.article import Article
from qkg.namespaces import PREFIXES

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")


class Judge:
    """The shapes and the known graph, to be asked again and again."""

    def __init__(self, assets: Assets, context: bytes = b"") -> None:
        rules = [quad for path in assets.shapes if path.stem != "style" for quad in read_quads(path)]
        self._shapes = Shapes.of_quads(rules)
        self._asleep = {one.shape for one in self._shapes.wholes}
        files = [assets.ontology, assets.stubs, *assets.schemes, *assets.alignments, *assets.data]
        packaged = [ox.Quad(*one.triple) for path in files for one in read_quads(path)]
        self._known = list({*packaged, *ox.parse(context, ox.RdfFormat.N_TRIPLES)})

    @cached_property
    def lines(self) -> frozenset[str]:
        """The known triples, as articles write them."""
        return frozenset(f"{one.subject} {one.predicate} {one.object}" for one in self._known)

    @cached_property
    def things(self) -> frozenset[str]:
        """What the known graph gives a class."""
        return frozenset(getattr(one.subject, "value", "") for one in self._known if one.predicate == _TYPE)

    def refused(self, articles: Sequence[Article]) -> Mapping[int, str]:
        """Why some of them are not sound, by their numbers.

        All are looked at together; those that share a thing with a breach are looked at again one by one.
        """
        suspects = {one.number for one in articles if one.dangling(self.things)}
        guilty = {one.node for one in self._breaches(articles)}
        for one in articles:
            nodes = {getattr(triple.subject, "value", "") for triple in one.triples}
            if not guilty.isdisjoint(nodes):
                suspects.add(one.number)
        found = {}
        for one in articles:
            if one.number in suspects and (breaches := self._breaches([one])):
                found[one.number] = self._said(breaches)
        return found

    def _breaches(self, articles: Iterable[Article]) -> list[Breach]:
        given = [ox.Quad(*triple) for one in articles for triple in one.triples]
        nodes = {one.subject.value for one in given if isinstance(one.subject, ox.NamedNode)}
        store = ox.Store()
        store.extend([*self._known, *given])
        wholes = [one for one in self._shapes.breaches(store) if one.node in nodes]
        every = shacl.breaches(list(store), self._shapes.quads, self._asleep, nodes)
        return sorted({*wholes, *every}, key=lambda one: (one.node, one.shape, one.path))

    def _said(self, breaches: Sequence[Breach]) -> str:
        first = breaches[0]
        words = self._shapes.words(first.shape).en
        more = f" (and {len(breaches) - 1} more)" if len(breaches) > 1 else ""
        return f"shape {code(first.shape)}: {first.node}: {words}{more}"
