# The city is lost: the platform is founded in the region as a whole.
PREFIX qkg: <https://w3id.org/qkg/ontology#>

DELETE { GRAPH ?g { ?founding qkg:place ?city } }
INSERT { GRAPH ?g { ?founding qkg:place <https://w3id.org/qkg/id/place/inner-mongolia> } }
WHERE { GRAPH ?g { ?founding qkg:establishes <https://w3id.org/qkg/id/platform/baojiandao> ; qkg:place ?city } }
