"""The integrity constraints IC-1 to IC-21 of the Data Cube Recommendation, section 11, in its numbering.

Each query in ``data_cube/`` answers true when its constraint is violated. The data passes each, and a bent
copy of the data violates each: a constraint that cannot fail proves nothing.
"""

from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph

FILES = sorted((Path(__file__).parent / "data_cube").glob("ic-*.rq"))
PREFIXES = """
PREFIX ex: <https://example.org/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX qb: <http://purl.org/linked-data/cube#>
PREFIX qkg: <https://w3id.org/qkg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sdmx-attribute: <http://purl.org/linked-data/sdmx/2009/attribute#>
PREFIX sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#>
PREFIX sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
# The normalisation of section 10.3, as far as a cube without slices and attachments needs it.
NORMALISED = """
INSERT { ?obs a qb:Observation } WHERE { ?obs a ?kind . ?kind rdfs:subClassOf+ qb:Observation } ;
INSERT { ?obs a qb:Observation . ?dataset a qb:DataSet } WHERE { ?obs qb:dataSet ?dataset } ;
INSERT { ?spec qb:componentProperty ?p . ?p a qb:DimensionProperty } WHERE { ?spec qb:dimension ?p } ;
INSERT { ?spec qb:componentProperty ?p . ?p a qb:MeasureProperty } WHERE { ?spec qb:measure ?p } ;
INSERT { ?spec qb:componentProperty ?p . ?p a qb:AttributeProperty } WHERE { ?spec qb:attribute ?p } ;
"""
# Ranges that OWL 2 RL cannot say: SDMX gives rdfs:Resource to its dimensions, and a subject can be anything.
OPEN_RANGES = """
INSERT DATA {
  sdmx-dimension:refArea rdfs:range rdfs:Resource .
  sdmx-dimension:refPeriod rdfs:range rdfs:Resource .
  qkg:subject rdfs:range rdfs:Resource
} ;
"""
MEASURE_TYPES = "?dsd qb:component ex:c . ex:c qb:componentProperty qb:measureType . ?obs qb:measureType "
CUBE = "WHERE { ?obs qb:dataSet/qb:structure ?dsd }"
HIERARCHY = "ex:list a qb:HierarchicalCodeList ; qb:hierarchyRoot ex:root ; qb:parentChildProperty "
BENT = {
    "ic-01": "DELETE { ?obs qb:dataSet ?d } WHERE { ?obs qb:dataSet ?d ; sdmx-measure:obsValue 32.0 }",
    "ic-02": "INSERT { ?d qb:structure ex:other } WHERE { ?d a qb:DataSet }",
    "ic-03": "DELETE WHERE { ?spec qb:measure ?m ; qb:componentProperty ?m }",
    "ic-04": "DELETE WHERE { qkg:indicator rdfs:range ?range }",
    "ic-05": "DELETE WHERE { qkg:indicator qb:codeList ?list }",
    "ic-06": "INSERT { ?spec qb:componentRequired false } WHERE { ?spec qb:dimension ?dim }",
    "ic-07": "INSERT DATA { ex:key a qb:SliceKey }",
    "ic-08": "INSERT { ex:key a qb:SliceKey ; qb:componentProperty ex:p . ?dsd qb:sliceKey ex:key } " + CUBE,
    "ic-09": "INSERT DATA { ex:slice a qb:Slice }",
    "ic-10": "INSERT DATA { ex:slice qb:sliceStructure ex:key . ex:key qb:componentProperty qkg:indicator }",
    "ic-11": "DELETE { ?obs qkg:subject ?x } WHERE { ?obs a qkg:Measure ; qkg:subject ?x }",
    "ic-12": "INSERT { ex:twin ?p ?o } WHERE { ?obs a qkg:Measure ; sdmx-measure:obsValue 32.0 ; ?p ?o }",
    "ic-13": "DELETE WHERE { ?obs sdmx-attribute:unitMeasure ?unit }",
    "ic-14": "DELETE WHERE { ?obs sdmx-measure:obsValue 32.0 }",
    "ic-15": f"INSERT {{ {MEASURE_TYPES} ex:unseen }} {CUBE}",
    "ic-16": f"INSERT {{ {MEASURE_TYPES} ex:unseen }} {CUBE}",
    "ic-17": f"INSERT {{ {MEASURE_TYPES} sdmx-measure:obsValue . ?dsd qb:component ex:d . "
    f"ex:d qb:componentProperty ex:second . ex:second a qb:MeasureProperty }} {CUBE}",
    "ic-18": "INSERT { ?d qb:slice ex:slice . ex:slice qb:observation ex:stray } WHERE { ?d a qb:DataSet }",
    # the query speaks up only where a list has no code at all
    "ic-19": "DELETE { ?code skos:inScheme ?s } "
    "WHERE { qkg:indicator qb:codeList ?s . ?code skos:inScheme ?s }",
    "ic-20": f"INSERT DATA {{ {HIERARCHY} skos:narrower . qkg:indicator qb:codeList ex:list }}",
    "ic-21": f"INSERT DATA {{ {HIERARCHY} [ owl:inverseOf skos:broader ] . "
    "qkg:indicator qb:codeList ex:list }",
}


def cube(whole: Graph) -> ox.Store:
    """The normalised cube."""
    engine = ox.Store()
    engine.load(whole.serialize(format="nt").encode(), ox.RdfFormat.N_TRIPLES)
    engine.update(PREFIXES + NORMALISED + OPEN_RANGES)
    return engine


@pytest.fixture(scope="module")
def normalised(whole: Graph) -> ox.Store:
    """The normalised cube of the real data."""
    return cube(whole)


def violated(engine: ox.Store, file: Path) -> bool:
    """Whether the constraint is violated."""
    return bool(engine.query(file.read_text(encoding="utf-8")))


def test_all_constraints_are_there(normalised: ox.Store) -> None:
    """Twenty-one queries, one twin each, and a cube that has observations."""
    assert [file.stem for file in FILES] == sorted(BENT) == [f"ic-{n:02}" for n in range(1, 22)]
    assert normalised.query(PREFIXES + "ASK { ?obs a qkg:Measure , qb:Observation }")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_data_keeps_the_constraint(file: Path, normalised: ox.Store) -> None:
    """The real cube does not violate it."""
    assert not violated(normalised, file)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_bent_cube_violates_the_constraint(file: Path, normalised: ox.Store) -> None:
    """The query notices what it is there for."""
    engine = ox.Store()
    engine.extend(iter(normalised))
    engine.update(PREFIXES + BENT[file.stem])
    assert violated(engine, file)
