# Seven rounds are read as one.
PREFIX qkg: <https://w3id.org/qkg/ontology#>
PREFIX sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#>

DELETE { GRAPH ?g { ?figure sdmx-measure:obsValue ?value } }
INSERT { GRAPH ?g { ?figure sdmx-measure:obsValue 1.0 } }
WHERE { GRAPH ?g { ?figure qkg:verbatim "7届" ; sdmx-measure:obsValue ?value } }
