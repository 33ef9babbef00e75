"""Which graphs are governed, so that shapes are checked before a commit.

They are those under ``graph/`` that describe an article graph.
"""

from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox

from qkg.namespaces import GRAPH, ONTOLOGY, PREFIXES

TYPE: Final = ox.NamedNode(PREFIXES["rdf"] + "type")
ARTICLE: Final = ox.NamedNode(ONTOLOGY + "ArticleGraph")


def governed(engine: ox.Store, names: Iterable[str]) -> list[str]:
    """The governed ones of these graphs."""
    return [name for name in names if name.startswith(GRAPH) and _describes(engine, name)]


def _describes(engine: ox.Store, name: str) -> bool:
    found = engine.quads_for_pattern(None, TYPE, ARTICLE, ox.NamedNode(name))
    return next(iter(found), None) is not None
