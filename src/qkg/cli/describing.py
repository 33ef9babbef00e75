"""What the description of a store says beside its counts: what the dataset is, and the packaged questions.

The writer's process calls it by the name ``DESCRIBER``, the builder of a new store directly.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pyoxigraph import Triple

DESCRIBER: Final = "qkg.cli.describing:described"
ROOT: Final = "https://w3id.org/qkg/"
"""Stored triples cannot know the host: addresses below this are to redirect to wherever the service is."""
LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
TITLES: Final = {"zh": "质量治理新闻知识图谱", "en": "Knowledge graph of quality-governance news"}
TEXTS: Final = {
    "zh": "新闻所报道的机构、行动、荣誉与数字，每项事实都附有原话。各项计数不含本描述图谱，随每次提交更新。",
    "en": "Agencies, actions, awards and figures that news reports, each fact with the words that prove it. "
    "The counts leave this description out and are made anew at every commit.",
}
DUMPS: Final = ("ttl", "nt", "jsonld", "rdf", "trig", "nq")


def described() -> "list[Triple]":
    """The triples."""
    from qkg.dataset.assets import find_assets
    from qkg.sparql.examples import examples
    from qkg.sparql.question import read_all
    from qkg.store.survey import DESCRIPTION

    return [*_dataset(), *examples(read_all(find_assets().queries), DESCRIPTION.value)]


def _dataset() -> "Iterator[Triple]":
    from pyoxigraph import Literal, NamedNode, Triple

    from qkg.namespaces import ONTOLOGY, PREFIXES, THING
    from qkg.sparql.examples import ENDPOINT
    from qkg.store.survey import DATASET

    def void(name: str) -> NamedNode:
        return NamedNode(PREFIXES["void"] + name)

    dcterms = PREFIXES["dcterms"]
    yield Triple(DATASET, NamedNode(PREFIXES["rdf"] + "type"), void("Dataset"))
    for name, texts in (("title", TITLES), ("description", TEXTS)):
        for language, text in texts.items():
            yield Triple(DATASET, NamedNode(dcterms + name), Literal(text, language=language))
    yield Triple(DATASET, NamedNode(dcterms + "license"), NamedNode(LICENCE))
    yield Triple(DATASET, void("uriSpace"), Literal(THING))
    yield Triple(DATASET, void("vocabulary"), NamedNode(ONTOLOGY.rstrip("#")))
    yield Triple(DATASET, void("sparqlEndpoint"), ENDPOINT)
    for suffix in DUMPS:
        yield Triple(DATASET, void("dataDump"), NamedNode(f"{ROOT}dump/qkg.{suffix}"))
