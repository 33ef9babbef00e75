# Visits are counted as people.
PREFIX qkg: <https://w3id.org/qkg/ontology#>

DELETE { GRAPH ?g { ?figure qkg:countedThing ?visit } }
INSERT { GRAPH ?g { ?figure qkg:countedThing <https://w3id.org/qkg/id/counted-thing/person> } }
WHERE { GRAPH ?g { ?figure qkg:verbatim "7620人次" ; qkg:countedThing ?visit } }
