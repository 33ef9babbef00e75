# A conferral loses its recipient.
PREFIX qkg: <https://w3id.org/qkg/ontology#>

DELETE { GRAPH ?g { ?conferral qkg:recipient <https://w3id.org/qkg/id/enterprise/mengcao> } }
WHERE { GRAPH ?g { ?conferral qkg:recipient <https://w3id.org/qkg/id/enterprise/mengcao> } }
