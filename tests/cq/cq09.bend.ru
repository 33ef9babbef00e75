# A campaign of the same sentence is counted among the four.
PREFIX qkg: <https://w3id.org/qkg/ontology#>

INSERT { GRAPH ?g { <https://w3id.org/qkg/id/action/cqn-2021-05-13-quality-upgrading> qkg:partOf ?four } }
WHERE { GRAPH ?g { <https://w3id.org/qkg/id/action/cqn-2021-05-13-ethnic-dairy> qkg:partOf ?four } }
