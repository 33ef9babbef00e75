"""The graph in rdflib: asked from afar, and taken home.  在rdflib中：远程查询，或取回本地。"""

# %% Where the graph is
import os

from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF
from rdflib.plugins.stores.sparqlstore import SPARQLStore

ADDRESS = os.environ.get("QKG", "http://127.0.0.1:7007").rstrip("/")
QKG = Namespace("https://w3id.org/qkg/ontology#")
ID = "https://w3id.org/qkg/id/"

# %% From afar: rdflib sends the query and reads the rows
afar = Graph(SPARQLStore(ADDRESS + "/sparql", returnFormat="json"))
query = """
PREFIX qkg: <https://w3id.org/qkg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?name WHERE { ?agency a qkg:Agency ; rdfs:label ?name FILTER(LANG(?name) = "zh") } ORDER BY ?name
"""
for row in afar.query(query):
    print("agency", row.name)

# %% Taken home: the graph of one article, through the Graph Store Protocol
article = URIRef("https://w3id.org/qkg/graph/cqn-2021-05-13")
home = Graph().parse(f"{ADDRESS}/graph-store?graph={article}", format="turtle")
figures = set(home.subjects(RDF.type, QKG.Measure))
print(len(figures), "figures")

# %% Each fact points at its words: fact, evidence, target, selector, quote
quotes = """
SELECT ?quote WHERE {
  ?fact qkg:evidence/oa:hasTarget/oa:hasSelector/oa:exact ?quote
}
"""
fact = URIRef(ID + "conferral/cqn-2021-05-13-baotou-supervision-incentive")
names = {"qkg": QKG, "oa": Namespace("http://www.w3.org/ns/oa#")}
for row in home.query(quotes, initNs=names, initBindings={"fact": fact}):
    print("quote", row.quote)
