"""A little town of nine things, small enough to know every path in it by heart, and a way to ask it.

    award <- conferral -> firm -> town -> region      (conferral, firm and figure are proved by evidence)
               |                   ^
               +-> office ---------+                  office also works for region: a shortcut
    figure -> conferral, figure -> region

``alone`` has no edge. ``bureau`` is a general kind, ``office`` is of it and of its special kind.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from typing import Any, TypeVar

import pyoxigraph as ox
import pytest

from qkg.namespaces import PREFIXES
from qkg.store.inprocess import InProcessStore
from qkg.store.view import View

EX = "https://example.org/"
Answer = TypeVar("Answer")
Ask = Callable[[Callable[[View], Coroutine[Any, Any, Answer]]], Answer]

TOWN = """
@prefix ex: <https://example.org/> . @prefix oa: <http://www.w3.org/ns/oa#> .
@prefix qkg: <https://w3id.org/qkg/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix schema: <https://schema.org/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#> .
ex:words { qkg:Agency rdfs:subClassOf ex:Bureau ; rdfs:label "机构"@zh , "agency"@en .
  ex:Bureau rdfs:label "bureau"@en .
  ex:in rdfs:label "位于"@zh , "in"@en .
  ex:nearly skos:prefLabel "近"@zh , "nearly"@en ; qkg:setsBound "upper-exclusive" . }
ex:paper { ex:paper a qkg:ArticleGraph ; foaf:primaryTopic ex:article .
  ex:article a schema:NewsArticle ; rdfs:label "文章"@zh , "article"@en ;
    schema:datePublished "2021-05-13"^^xsd:date ;
    qkg:textVersion ex:text .
  ex:award a qkg:Award ; rdfs:label "奖"@zh , "award"@en .
  ex:conferral a qkg:Conferral , qkg:Action ; rdfs:label "授予"@zh , "conferral"@en ;
    qkg:conferredAward ex:award ;
    qkg:recipient ex:firm ; qkg:conferrer ex:office ; qkg:period ex:spring ; qkg:evidence ex:e1 , ex:e2 .
  ex:spring qkg:edtf "2021-03/2021-05" .
  ex:firm a qkg:Enterprise ; rdfs:label "企业"@zh ; ex:in ex:town .
  ex:office a qkg:Agency , ex:Bureau ; rdfs:label "office"@en ; ex:in ex:town ; ex:worksFor ex:region .
  ex:town a qkg:Jurisdiction ; rdfs:label "town \\"<&>\\" \\\\N"@en ; ex:in ex:region .
  ex:region a qkg:Jurisdiction .
  ex:alone a qkg:Jurisdiction .
  ex:figure a qkg:Measure ; qkg:subject ex:conferral ; ex:in ex:region ; sdmx-measure:obsValue 1000 ;
    qkg:approximation ex:nearly ; qkg:upperBound 1000 ; qkg:verbatim "近1000" ; qkg:evidence ex:e2 .
  ex:s1 a qkg:Statement ; qkg:statementSubject ex:conferral ; qkg:statementPredicate qkg:recipient ;
    qkg:statementObject ex:firm ; qkg:evidence ex:e3 .
  ex:e1 a qkg:Evidence ; qkg:speaker ex:article ; qkg:confidence 0.8 ; qkg:paragraph 2 ; oa:hasTarget ex:t1 .
  ex:t1 oa:hasSource ex:text ; oa:hasSelector ex:q1 , ex:p1 .
  ex:q1 oa:exact "授予某企业" . ex:p1 oa:start 5 ; oa:end 10 .
  ex:e2 a qkg:Evidence . ex:e3 a qkg:Evidence .
}
"""


@pytest.fixture(scope="session")
def town() -> Iterator[tuple[asyncio.Runner, InProcessStore]]:
    """The store of the town and a loop."""
    engine = ox.Store()
    engine.load(TOWN.encode(), ox.RdfFormat.TRIG)
    with asyncio.Runner() as runner:
        store = InProcessStore(engine)
        yield runner, store
        runner.run(store.aclose())


@pytest.fixture
def ask(town: tuple[asyncio.Runner, InProcessStore]) -> Ask[Any]:
    """Ask the town: ``ask(lambda view: expand(view, …))``."""
    runner, store = town

    def run(question: Callable[[View], Coroutine[Any, Any, Answer]]) -> Answer:
        async def asked() -> Answer:
            return await question(await View.newest(store))

        return runner.run(asked())

    return run


def qkg(name: str) -> str:
    """A term of our vocabulary."""
    return PREFIXES["qkg"] + name
