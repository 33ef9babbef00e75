"""The order in which the packaged vocabulary tells its terms; RDF itself has none."""

from pyoxigraph import NamedNode, RdfFormat, parse

from qkg.dataset.assets import Assets


def term_order(assets: Assets) -> list[str]:
    """The IRIs of the subjects, file by file as written: our own terms, then the borrowed ones."""
    found: dict[str, None] = {}
    for path in (assets.ontology, assets.stubs):
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            if isinstance(quad.subject, NamedNode):
                found[quad.subject.value] = None
    return list(found)
