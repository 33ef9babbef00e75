# The common figure of three gases is split: carbon dioxide gets one of its own.
PREFIX qkg: <https://w3id.org/qkg/ontology#>

INSERT {
  GRAPH ?g {
    <https://w3id.org/qkg/id/measure/bent> a qkg:Measure ; qkg:indicator ?indicator ; qkg:quantityOf <https://w3id.org/qkg/id/substance/carbon-dioxide> .
  }
}
WHERE { GRAPH ?g { ?figure qkg:verbatim "77500余吨" ; qkg:indicator ?indicator } }
