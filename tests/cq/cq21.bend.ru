# The role is given to the national regulator.
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX qkg: <https://w3id.org/qkg/ontology#>

DELETE { GRAPH ?g { ?membership org:member ?bureau . ?action qkg:actor ?bureau } }
INSERT {
  GRAPH ?g { ?membership org:member <https://w3id.org/qkg/id/agency/samr> . ?action qkg:actor <https://w3id.org/qkg/id/agency/samr> }
}
WHERE {
  GRAPH ?g {
    ?membership org:member ?bureau .
    ?action qkg:actor ?bureau ; qkg:focus <https://w3id.org/qkg/id/topic/inner-mongolia-quality-work> .
  }
}
