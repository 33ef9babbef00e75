# A plan is typed as an action that is done.
PREFIX qkg: <https://w3id.org/qkg/ontology#>

DELETE { GRAPH ?g { ?plan a qkg:PlannedAction } }
INSERT { GRAPH ?g { ?plan a qkg:Action } }
WHERE { GRAPH ?g { ?plan a qkg:PlannedAction ; qkg:drawsOn ?policy } }
