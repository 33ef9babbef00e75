# The period of one sentence is spread over a figure of a later one.
PREFIX qkg: <https://w3id.org/qkg/ontology#>
PREFIX sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#>

DELETE { GRAPH ?g { ?figure sdmx-dimension:refPeriod ?unstated } }
INSERT { GRAPH ?g { ?figure sdmx-dimension:refPeriod <https://w3id.org/qkg/id/period/cqn-2021-05-13-since-13th-five-year-plan> } }
WHERE { GRAPH ?g { ?figure qkg:verbatim "797家" ; sdmx-dimension:refPeriod ?unstated } }
