# A clause is placed one character too far on.
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX qkg: <https://w3id.org/qkg/ontology#>

DELETE { GRAPH ?g { ?position oa:start ?start } }
INSERT { GRAPH ?g { ?position oa:start ?late } }
WHERE {
  GRAPH ?g {
    <https://w3id.org/qkg/id/measure/cqn-2021-05-13-employment> qkg:evidence/oa:hasTarget/oa:hasSelector ?position .
    ?position oa:start ?start .
  }
  BIND(?start + 1 AS ?late)
}
