"""Files that load elsewhere: the same data gives the same bytes, whatever order it was loaded in.

Blank nodes get canonical names (RDFC-1.0) and quads are sorted before they are written.
Must not know files: it takes N-Quads and returns bytes.
"""

import csv
import io
from collections.abc import Iterable
from itertools import groupby

import pyoxigraph as ox

from qkg import jsonld
from qkg.dataset.assets import find_assets
from qkg.errors import UnknownFormat
from qkg.media import DATASET_NAMES, GRAPH_FORMATS, Format, by_name
from qkg.namespaces import PREFIXES
from qkg.terms import Term
from qkg.turtle import trig, turtle

CSV = "csv"
COLUMNS = ("graph", "subject", "predicate", "object", "datatype", "language")
NAMES = (*(one.name for one in GRAPH_FORMATS), CSV)
PRETTY = {"ttl": turtle, "n3": turtle, "trig": trig}
_FIRST = PREFIXES["rdf"] + "type"


def write(nquads: bytes, name: str) -> bytes:
    """The quads in the format of that name; formats without graphs get each triple once."""
    quads = canonical(nquads)
    if name.lower() == CSV:
        return _csv(quads)
    chosen = by_name(name, GRAPH_FORMATS)
    if chosen is None:
        raise UnknownFormat(f"no export format {name!r}; there are {', '.join(NAMES)}")
    return _rdf(quads, chosen)


def canonical(nquads: bytes) -> list[ox.Quad]:
    """The quads with canonical blank nodes, sorted: graph, subject, type first, predicate, object."""
    quads = ox.Dataset(ox.parse(nquads, ox.RdfFormat.N_QUADS))
    if any(_is_blank(quad) for quad in quads):
        quads.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(quads, key=_key)


def _is_blank(quad: ox.Quad) -> bool:
    return any(isinstance(term, ox.BlankNode) for term in (quad.subject, quad.object, quad.graph_name))


def _key(quad: ox.Quad) -> tuple[str, str, bool, str, str]:
    predicate = quad.predicate.value
    return str(quad.graph_name), str(quad.subject), predicate != _FIRST, predicate, str(quad.object)


def _rdf(quads: list[ox.Quad], chosen: Format) -> bytes:
    if not isinstance(chosen.engine, ox.RdfFormat):
        raise UnknownFormat(f"{chosen.name} does not hold triples")
    if chosen.name not in DATASET_NAMES:
        quads = sorted({ox.Quad(*quad.triple) for quad in quads}, key=_key)
    if chosen.name == "jsonld":
        return _jsonld(quads)
    if chosen.name in PRETTY:
        return PRETTY[chosen.name](quads)
    if chosen.name in DATASET_NAMES:
        return ox.serialize(quads, format=chosen.engine) or b""
    return ox.serialize([quad.triple for quad in quads], format=chosen.engine, prefixes=dict(PREFIXES)) or b""


def _jsonld(quads: list[ox.Quad]) -> bytes:
    by_graph = groupby(quads, key=lambda quad: quad.graph_name)
    graphs = (
        (None if isinstance(name, ox.DefaultGraph) else name, (quad.triple for quad in members))
        for name, members in by_graph
    )
    document = io.BytesIO()
    jsonld.write(graphs, jsonld.context_of(find_assets().context), document)
    return document.getvalue()


def _csv(quads: Iterable[ox.Quad]) -> bytes:
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerow(COLUMNS)
    for quad in quads:
        graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else _value(quad.graph_name)
        writer.writerow([graph, _value(quad.subject), quad.predicate.value, *_object(quad.object)])
    return sheet.getvalue().encode()


def _value(term: Term) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def _object(term: Term) -> tuple[str, str, str]:
    if isinstance(term, ox.Literal):
        return term.value, term.datatype.value, term.language or ""
    return _value(term), "", ""
