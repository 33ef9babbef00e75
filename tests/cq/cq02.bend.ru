# The State Council is taken for its General Office.
PREFIX qkg: <https://w3id.org/qkg/ontology#>

DELETE { GRAPH ?g { ?document qkg:issuer ?office } }
INSERT { GRAPH ?g { ?document qkg:issuer <https://w3id.org/qkg/id/agency/state-council> } }
WHERE { GRAPH ?g { ?document qkg:issuer ?office } }
