"""What an engine does, as data: one frozen profile for each kind. ``probe`` confirms it.

Facts of the engines as they were tried; where a profile says less, the remote store relies on less.
"""

from dataclasses import dataclass
from typing import Final

from qkg.store.remote.address import Address, Endpoints

UNNAMED: Final = "urn:qkg:default"
"""The graph that stands for the unnamed one: engines disagree on what their own default graph is."""


@dataclass(frozen=True)
class Profile:
    """One kind of engine.

    title: what messages call it. server: how its Server header begins, in small letters. paths: query, update
    and graph store, relative to the address.
    atomic_put: a graph replaced by PUT is never seen half-written. atomic_updates: an update of several
    operations is one step. chunked_puts: a PUT without Content-Length is stored. head_graphs: HEAD on a graph
    is answered. blank_updates: blank nodes may stand in INSERT DATA. union: the engine's own default graph is
    the union of the named ones. capped: it may cut a result and answer 200. exact: literals come back as they
    were sent, up to their canonical form. cut: how a result that broke off shows.
    digest: writes want Digest authentication. deepest: brackets nested deeper are not sent.
    bulk: the engine's own loader. timeout: the parameter that gives the engine our deadline, in seconds.
    lateral: it knows LATERAL; for others it is written as a join. pointed: it writes whole decimals as 1.0.
    """

    name: str
    title: str
    server: str
    paths: tuple[str, str, str]
    atomic_put: bool
    atomic_updates: bool
    chunked_puts: bool
    head_graphs: bool
    blank_updates: bool
    union: bool | None
    capped: bool
    exact: bool
    cut: str
    digest: bool = False
    deepest: int = 500
    bulk: str = ""
    timeout: str = ""
    lateral: bool = False
    pointed: bool = False

    def endpoints(self, address: Address) -> Endpoints:
        """The addresses of the protocols: what the user said, else what is usual for this kind."""
        query, update, graphs = (address.at(_relative(address, path)) if path else "" for path in self.paths)
        return Endpoints(
            address.at(address.query) if address.query else query or address.base,
            address.at(address.update) if address.update else update,
            address.at(address.graph_store) if address.graph_store else graphs,
        )


def _relative(address: Address, path: str) -> str:
    return path if path.startswith("/") else f"{address.base.rstrip('/')}/{path}"


FUSEKI: Final = Profile(
    name="fuseki",
    title="Apache Jena Fuseki",
    server="apache jena fuseki",
    paths=("sparql", "update", "data"),
    atomic_put=True,
    atomic_updates=True,
    chunked_puts=True,
    head_graphs=True,
    blank_updates=True,
    union=None,
    capped=False,
    exact=True,
    cut="the connection breaks",
    deepest=200,
    lateral=True,
    pointed=True,
    bulk="tdb2.tdbloader --loader=parallel, while the server stands still",
)
OXIGRAPH: Final = Profile(
    name="oxigraph",
    title="oxigraph serve",
    server="oxigraph",
    paths=("query", "update", "store"),
    atomic_put=True,
    atomic_updates=True,
    chunked_puts=True,
    head_graphs=True,
    blank_updates=True,
    union=None,
    capped=False,
    exact=True,
    cut="text of an error follows the rows of a response that ends cleanly",
    deepest=200,
    lateral=True,
    bulk="oxigraph load, while the server stands still",
)
VIRTUOSO: Final = Profile(
    name="virtuoso",
    title="Virtuoso",
    server="virtuoso",
    paths=("/sparql", "/sparql-auth", "/sparql-graph-crud-auth"),
    atomic_put=False,
    atomic_updates=False,
    chunked_puts=False,
    head_graphs=True,
    blank_updates=False,
    union=True,
    capped=True,
    exact=False,
    cut="rows are missing from a complete result, or the status is 206",
    digest=True,
    deepest=50,
    bulk="ld_dir and rdf_loader_run over the SQL port",
)
GENERIC: Final = Profile(
    name="generic",
    title="SPARQL engine",
    server="",
    paths=("", "", ""),
    atomic_put=False,
    atomic_updates=False,
    chunked_puts=False,
    head_graphs=False,
    blank_updates=False,
    union=None,
    capped=True,
    exact=False,
    cut="unknown",
    deepest=50,
)
PROFILES: Final = {one.name: one for one in (FUSEKI, OXIGRAPH, VIRTUOSO, GENERIC)}


def by_server(header: str) -> Profile:
    """The profile of the engine that signs its responses so."""
    said = header.lower()
    return next((one for one in PROFILES.values() if one.server and said.startswith(one.server)), GENERIC)
