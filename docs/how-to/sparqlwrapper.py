"""Ask the graph with SPARQLWrapper: rows, yes or no, triples.  用SPARQLWrapper查询：表格、是否、三元组。"""

# %% Where the graph is
import os

from SPARQLWrapper import JSON, TURTLE, SPARQLWrapper

ADDRESS = os.environ.get("QKG", "http://127.0.0.1:7007").rstrip("/")
graph = SPARQLWrapper(ADDRESS + "/sparql", agent="qkg-how-to")

# %% Rows: every figure with a hedge, as the article words it, and the bound that the hedge sets
graph.setQuery("""
PREFIX qkg: <https://w3id.org/qkg/ontology#>
PREFIX sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#>
SELECT ?words ?value ?bound WHERE {
  ?figure a qkg:Measure ; qkg:verbatim ?words ; sdmx-measure:obsValue ?value ; qkg:approximation ?hedge .
  ?hedge qkg:setsBound ?bound
  FILTER(?bound != "none")
} ORDER BY ?value
""")
graph.setReturnFormat(JSON)
for row in graph.queryAndConvert()["results"]["bindings"]:
    print(row["words"]["value"], row["value"]["value"], row["bound"]["value"], sep="\t")

# %% Yes or no: does the graph say that Baotou received an award?
graph.setQuery("""
PREFIX qkg: <https://w3id.org/qkg/ontology#>
ASK { ?conferral a qkg:Conferral ; qkg:recipient <https://w3id.org/qkg/id/place/baotou> }
""")
print("Baotou received an award:", graph.queryAndConvert()["boolean"])

# %% Triples: what is part of what, as Turtle
graph.setQuery("PREFIX qkg: <https://w3id.org/qkg/ontology#> CONSTRUCT WHERE { ?part qkg:partOf ?whole }")
graph.setReturnFormat(TURTLE)
print(graph.queryAndConvert().decode())
