# “Leading or taking part” is sharpened to leading.
PREFIX qkg: <https://w3id.org/qkg/ontology#>

DELETE { GRAPH ?g { ?figure qkg:participation ?either } }
INSERT { GRAPH ?g { ?figure qkg:participation <https://w3id.org/qkg/id/participation/leading> } }
WHERE { GRAPH ?g { ?figure qkg:verbatim "8项" ; qkg:participation ?either } }
