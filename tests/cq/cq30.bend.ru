# The facts are said to be read from the text as scraped.
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX qkg: <https://w3id.org/qkg/ontology#>

DELETE { GRAPH ?g { ?activity prov:used ?clean } }
INSERT { GRAPH ?g { ?activity prov:used <https://w3id.org/qkg/id/text/cqn-2021-05-13-raw> } }
WHERE { GRAPH ?g { ?activity a qkg:Extraction ; prov:used ?clean } }
