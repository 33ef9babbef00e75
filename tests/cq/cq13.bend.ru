# One of two adjoining figures is read twice: the region's own projects get the national number.
PREFIX qkg: <https://w3id.org/qkg/ontology#>
PREFIX sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#>

DELETE { GRAPH ?g { ?figure sdmx-measure:obsValue ?value } }
INSERT { GRAPH ?g { ?figure sdmx-measure:obsValue 230.0 } }
WHERE { GRAPH ?g { ?figure qkg:verbatim "182个" ; sdmx-measure:obsValue ?value } }
