# The example is taken for a system beside the ten and not for one of them.
PREFIX qkg: <https://w3id.org/qkg/ontology#>

DELETE { GRAPH ?g { <https://w3id.org/qkg/id/standard-system/cqn-2021-05-13-xilingol-mutton> qkg:partOf ?systems } }
WHERE { GRAPH ?g { <https://w3id.org/qkg/id/standard-system/cqn-2021-05-13-xilingol-mutton> qkg:partOf ?systems } }
