# The date is said to stand in the text, where there is none.
PREFIX qkg: <https://w3id.org/qkg/ontology#>

DELETE { GRAPH ?g { ?article qkg:dateSource ?source } }
INSERT { GRAPH ?g { ?article qkg:dateSource <https://w3id.org/qkg/id/date-source/stated-in-text> } }
WHERE { GRAPH ?g { ?article qkg:dateSource ?source } }
