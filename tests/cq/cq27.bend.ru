# A figure is left without its unit.
PREFIX qkg: <https://w3id.org/qkg/ontology#>
PREFIX sdmx-attribute: <http://purl.org/linked-data/sdmx/2009/attribute#>

DELETE { GRAPH ?g { ?figure sdmx-attribute:unitMeasure ?unit } }
WHERE { GRAPH ?g { ?figure qkg:verbatim "3000余万元" ; sdmx-attribute:unitMeasure ?unit } }
