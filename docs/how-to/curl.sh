#!/bin/sh
# Nothing but curl: rows, triples, a picture, a dump.  只用curl：表格、三元组、图、整库。
set -eu
qkg=${QKG:-http://127.0.0.1:7007}
qkg=${qkg%/}
get() { curl --fail --silent --show-error --get "$@"; }

# rows as CSV; --data-urlencode spares you the escaping
get "$qkg/sparql" --header 'Accept: text/csv' --data-urlencode 'query=
  PREFIX qkg: <https://w3id.org/qkg/ontology#>
  SELECT (COUNT(*) AS ?figures) WHERE { ?figure a qkg:Measure }'

# triples as Turtle
get "$qkg/sparql" --header 'Accept: text/turtle' --data-urlencode 'query=
  DESCRIBE <https://w3id.org/qkg/id/place/baotou>'

# what a thing is joined to, counted
get "$qkg/graph/neighbours" --data-urlencode 'iri=id:place/baotou'
echo

# the words behind one edge of the graph
get "$qkg/graph/evidence" --data-urlencode 'source=id:place/baotou' \
  --data-urlencode 'predicate=schema:containedInPlace' --data-urlencode 'target=id:place/inner-mongolia'
echo

# everything, with the graph of each triple; how many quads
get "$qkg/dump/qkg.nq" | wc -l
