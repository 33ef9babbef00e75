# An appraiser is made up where the source names none.
PREFIX qkg: <https://w3id.org/qkg/ontology#>

DELETE { GRAPH ?g { ?appraisal qkg:notStated qkg:appraiser } }
INSERT { GRAPH ?g { ?appraisal qkg:appraiser <https://w3id.org/qkg/id/agency/state-council-general-office> } }
WHERE { GRAPH ?g { ?appraisal qkg:notStated qkg:appraiser } }
