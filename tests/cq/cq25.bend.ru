# One of three policies is overlooked.
PREFIX qkg: <https://w3id.org/qkg/ontology#>

DELETE { GRAPH ?g { ?plan qkg:drawsOn <https://w3id.org/qkg/id/policy/technical-institution-siting> } }
WHERE { GRAPH ?g { ?plan qkg:drawsOn <https://w3id.org/qkg/id/policy/technical-institution-siting> } }
