"""Where an IRI leads from a page of ours: things of the graph stay on this host, others go out."""

from typing import Final

from pyoxigraph import NamedNode

from qkg.terms import link

SPACE: Final = "https://w3id.org/qkg"
"""All IRIs that the graph mints begin so; what follows is their path on any host that serves the graph."""


def address(iri: str) -> str | None:
    """A path on this host, an outside address, or None for what must not be linked to."""
    if iri.startswith(SPACE + "/"):
        return iri.removeprefix(SPACE)
    try:
        return link(NamedNode(iri))
    except ValueError:
        return None
