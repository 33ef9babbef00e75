"""A thing as data: its statements, the names of what they name, and their evidence down to the words."""

from typing import Final

from pyoxigraph import NamedNode

from qkg.media import Format
from qkg.store.view import View

_ASKED: Final = """
CONSTRUCT { ?node ?predicate ?object } WHERE {
  {
    { SELECT DISTINCT ?thing ?node WHERE {
      { ?thing ?any ?whatever BIND(?thing AS ?node) } UNION
      { ?node qkg:statementSubject ?thing } UNION
      { { ?thing qkg:evidence ?item } UNION { ?statement qkg:statementSubject ?thing ; qkg:evidence ?item }
        UNION { ?thing oa:hasTarget ?own BIND(?thing AS ?item) }
        LATERAL { ?item (oa:hasTarget/oa:hasSelector?)? ?node } } } }
    LATERAL { ?node ?predicate ?object }
  } UNION {
    { SELECT DISTINCT ?thing ?node WHERE { ?thing ?by ?node FILTER(isIRI(?node)) } }
    LATERAL { VALUES ?predicate { rdfs:label skos:prefLabel } ?node ?predicate ?object }
  }
}"""


async def described(view: View, iri: NamedNode, format: Format) -> bytes:
    """What the graph says of a thing, written in a format: one query."""
    return await view.written(_ASKED, format, thing=iri)
