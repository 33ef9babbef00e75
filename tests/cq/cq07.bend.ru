# A hedge is dropped: 近5万 becomes 50,000 sharp.
PREFIX qkg: <https://w3id.org/qkg/ontology#>

DELETE { GRAPH ?g { ?figure qkg:approximation ?hedge ; qkg:upperBound ?upper } }
INSERT { GRAPH ?g { ?figure qkg:approximation <https://w3id.org/qkg/id/approximation/exact> } }
WHERE {
  GRAPH ?g { ?figure qkg:verbatim "近5万人" ; qkg:approximation ?hedge ; qkg:upperBound ?upper }
}
