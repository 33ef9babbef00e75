"""The numbers on the start page, counted independently."""

import asyncio

import pyoxigraph as ox

from qkg.dataset.statistics import count
from qkg.store.inprocess import InProcessStore
from qkg.store.view import View

SAMPLE = """
PREFIX qkg: <https://w3id.org/qkg/ontology#> PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX ex: <https://example.org/>
ex:g {
  ex:a qkg:evidence ex:e1 , ex:e2 . ex:b qkg:evidence ex:e1 . ex:e1 a qkg:Evidence . ex:e2 a qkg:Evidence .
       ex:m a qkg:Measure }
ex:h {
  qkg:Thing a owl:Class . ex:Foreign a owl:Class . qkg:p a owl:ObjectProperty . qkg:q a owl:DatatypeProperty }
"""


def counted(engine: ox.Store) -> dict[str, int]:
    """The numbers of what the engine holds."""

    async def ask() -> dict[str, int]:
        return (await count(await View.newest(InProcessStore(engine)))).as_dict()

    return asyncio.run(ask())


def test_counts() -> None:
    """Facts are counted once however much evidence they have; only our own terms count as terms."""
    engine = ox.Store()
    engine.load(SAMPLE.encode(), ox.RdfFormat.TRIG)
    found = counted(engine)
    assert found == {
        "triples": 10,
        "graphs": 2,
        "facts": 2,
        "figures": 1,
        "evidence": 2,
        "classes": 1,
        "properties": 2,
    }


def test_an_empty_store_counts_zero() -> None:
    """No numbers is not an error."""
    assert set(counted(ox.Store()).values()) == {0}
