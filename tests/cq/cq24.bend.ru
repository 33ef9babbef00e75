# The second in the country becomes the first.
PREFIX qkg: <https://w3id.org/qkg/ontology#>

DELETE { GRAPH ?g { ?conferral qkg:ordinal ?ordinal } }
INSERT { GRAPH ?g { ?conferral qkg:ordinal 1 } }
WHERE { GRAPH ?g { ?conferral qkg:ordinal ?ordinal } }
