# A nomination prize is taken for the prize itself.
PREFIX qkg: <https://w3id.org/qkg/ontology#>

DELETE { GRAPH ?g { ?conferral qkg:conferredAward ?award } }
INSERT { GRAPH ?g { ?conferral qkg:conferredAward <https://w3id.org/qkg/id/award/china-quality-award> } }
WHERE { GRAPH ?g { ?conferral qkg:recipient <https://w3id.org/qkg/id/enterprise/yili> ; qkg:conferredAward ?award } }
