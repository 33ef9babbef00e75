# A candidate is passed off as certain.
PREFIX qkg: <https://w3id.org/qkg/ontology#>

DELETE { GRAPH ?g { ?mapping qkg:confidence ?confidence } }
INSERT { GRAPH ?g { ?mapping qkg:confidence 1.0 } }
WHERE { GRAPH ?g { ?mapping qkg:mappedThing <https://w3id.org/qkg/id/enterprise/yili> ; qkg:confidence ?confidence } }
