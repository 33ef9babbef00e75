# A strategy is filed as a slogan.
PREFIX qkg: <https://w3id.org/qkg/ontology#>

DELETE { GRAPH ?g { ?strategy a qkg:Strategy } }
INSERT { GRAPH ?g { ?strategy a qkg:Slogan } }
WHERE { GRAPH ?g { ?strategy a qkg:Strategy } }
