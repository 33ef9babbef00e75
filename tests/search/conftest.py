"""A small graph of made-up things, and indexes built from it and from the packaged graph.

The small graph is read through the store contract and built by the process that the server uses too.
"""

import asyncio
from collections.abc import Callable, Iterator

import pyoxigraph as ox
import pytest

from qkg.namespaces import PREFIXES
from qkg.search.index import Index
from qkg.search.keeper import built
from qkg.store.inprocess import InProcessStore
from qkg.store.view import View

HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
SMALL = """
graph:ontology {
  qkg:Award a owl:Class ; rdfs:label "荣誉"@zh , "award"@en ; rdfs:subClassOf prov:Entity .
  qkg:Jurisdiction a owl:Class ; rdfs:label "行政辖区"@zh , "jurisdiction"@en .
  qkg:Evidence a owl:Class ; rdfs:label "证据"@zh , "evidence"@en .
}
graph:one {
  <https://w3id.org/qkg/id/place/baotou> a qkg:Jurisdiction ;
    rdfs:label "包头市"@zh , "Baotou"@en ; skos:altLabel "鹿城"@zh .
  <https://w3id.org/qkg/id/award/prize> a qkg:Award , prov:Entity ;
    rdfs:label "质量奖"@zh , "quality prize"@en ;
    skos:definition "每年颁发一次。"@zh , "Awarded once a year."@en .
  <https://w3id.org/qkg/id/award/second> a qkg:Award ;
    rdfs:label "质量奖提名奖"@zh , "nomination for the quality prize"@en .
  <https://w3id.org/qkg/id/evidence/e1> a qkg:Evidence ;
    rdfs:label "证据e1"@zh , "evidence e1"@en ; oa:hasTarget <https://w3id.org/qkg/id/target/t1> .
  <https://w3id.org/qkg/id/target/t1> oa:hasSelector <https://w3id.org/qkg/id/selector/q1> .
  <https://w3id.org/qkg/id/selector/q1> oa:exact "包头市获评质量奖，全市上下为之鼓舞" .
}
"""
THING = "https://w3id.org/qkg/id/"


def make(trig: str) -> Index:
    """An index of this content."""

    async def build() -> Index:
        engine = ox.Store()
        engine.load((HEAD + trig).encode(), ox.RdfFormat.TRIG)
        store = InProcessStore(engine)
        try:
            return await built(await View.newest(store))
        finally:
            await store.aclose()

    return asyncio.run(build())


@pytest.fixture
def indexed() -> Iterator[Callable[[str], Index]]:
    """Makes indexes of a test's own content."""
    made: list[Index] = []

    def begin(trig: str) -> Index:
        made.append(make(trig))
        return made[-1]

    yield begin
    for index in made:
        index.close()


@pytest.fixture(scope="session")
def small() -> Iterator[Index]:
    """The index of the small graph."""
    index = make(SMALL)
    yield index
    index.close()
