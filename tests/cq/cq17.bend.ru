# 万 is lost: thirty million yuan become three thousand.
PREFIX qkg: <https://w3id.org/qkg/ontology#>
PREFIX sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#>

DELETE { GRAPH ?g { ?figure sdmx-measure:obsValue ?value ; qkg:lowerBound ?lower } }
INSERT { GRAPH ?g { ?figure sdmx-measure:obsValue 3000.0 ; qkg:lowerBound 3000.0 } }
WHERE { GRAPH ?g { ?figure qkg:verbatim "3000余万元" ; sdmx-measure:obsValue ?value ; qkg:lowerBound ?lower } }
