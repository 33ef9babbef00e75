# The region is taken for the city that was commended.
PREFIX qkg: <https://w3id.org/qkg/ontology#>

DELETE { GRAPH ?g { ?conferral qkg:recipient <https://w3id.org/qkg/id/place/baotou> } }
INSERT { GRAPH ?g { ?conferral qkg:recipient <https://w3id.org/qkg/id/place/inner-mongolia> } }
WHERE { GRAPH ?g { ?conferral qkg:recipient <https://w3id.org/qkg/id/place/baotou> ; qkg:conferredIn ?document } }
