# A result of the benchmarking campaign is credited to the four campaigns.
PREFIX qkg: <https://w3id.org/qkg/ontology#>

DELETE { GRAPH ?g { ?figure qkg:creditedTo ?benchmarking } }
INSERT { GRAPH ?g { ?figure qkg:creditedTo <https://w3id.org/qkg/id/action/cqn-2021-05-13-four-campaigns> } }
WHERE { GRAPH ?g { ?figure qkg:verbatim "797家" ; qkg:creditedTo ?benchmarking } }
