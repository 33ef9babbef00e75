"""A tiny set of assets with one of everything."""

from pathlib import Path

import pytest

from qkg.dataset.assets import Assets
from qkg.namespaces import PREFIXES

FILES = {
    "ontology/qkg.ttl": "qkg:Part a owl:Class .",
    "ontology/stubs.ttl": "org:Thing a owl:Class .",
    "ontology/schemes/one.ttl": "id:scheme a skos:ConceptScheme .",
    "ontology/alignments/org.ttl": "qkg:Part rdfs:seeAlso org:Thing .",
    "ontology/shapes/data.ttl": "id:shape a sh:NodeShape .",
    "data/one.ttl": "graph:one a qkg:ArticleGraph . id:a qkg:partOf id:b , id:c . id:b qkg:partOf id:c .",
    "data/two.ttl": "graph:two a qkg:MappingGraph . id:c qkg:partOf id:d .",
}
RULE = "CONSTRUCT { ?a qkg:partOf ?c } WHERE { ?a qkg:partOf/qkg:partOf ?c }"


@pytest.fixture
def assets(tmp_path: Path) -> Assets:
    """The tiny assets on disk."""
    head = "".join(f"PREFIX {name}: <{base}>\n" for name, base in PREFIXES.items())
    for name, text in {**FILES, "ontology/rules/part.rq": RULE}.items():
        path = tmp_path / "assets" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(head + text, encoding="utf-8")
    return Assets(tmp_path / "assets")
