# Registered users are counted as enterprises.
PREFIX qkg: <https://w3id.org/qkg/ontology#>

DELETE { GRAPH ?g { ?figure qkg:countedThing ?user } }
INSERT { GRAPH ?g { ?figure qkg:countedThing <https://w3id.org/qkg/id/counted-thing/enterprise> } }
WHERE { GRAPH ?g { ?figure qkg:verbatim "1976家" ; qkg:countedThing ?user } }
