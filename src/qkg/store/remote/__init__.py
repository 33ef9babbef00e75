"""The remote store: any engine that speaks SPARQL 1.1 over HTTP, behind the store contract."""
