# A grade that was kept is said to be raised.
PREFIX qkg: <https://w3id.org/qkg/ontology#>

DELETE { GRAPH ?g { ?result qkg:gradeChange ?kept } }
INSERT { GRAPH ?g { ?result qkg:gradeChange <https://w3id.org/qkg/id/grade-change/raised> } }
WHERE { GRAPH ?g { ?result qkg:gradeChange ?kept } }
