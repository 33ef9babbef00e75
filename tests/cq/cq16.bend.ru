# Thousands are overlooked: 26,000 tonnes become 26.
PREFIX qkg: <https://w3id.org/qkg/ontology#>
PREFIX sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#>

DELETE { GRAPH ?g { ?figure sdmx-measure:obsValue ?value } }
INSERT { GRAPH ?g { ?figure sdmx-measure:obsValue 26.0 } }
WHERE { GRAPH ?g { ?figure qkg:verbatim "26000余吨" ; sdmx-measure:obsValue ?value } }
