"""The graph as nodes and edges: neighbours, paths, subgraphs, the words behind an edge, and files."""
