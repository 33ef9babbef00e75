"""Where ontology, data and questions are: inside the wheel, or at the root of a checkout.

Must not know what is in the files.
"""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from qkg.errors import AssetsMissing


@dataclass(frozen=True)
class Assets:
    """The three folders of the graph, below one root; every listing is sorted."""

    root: Path

    @property
    def ontology(self) -> Path:
        """The vocabulary ``qkg.ttl``."""
        return self.root / "ontology" / "qkg.ttl"

    @property
    def context(self) -> Path:
        """The JSON-LD context of the vocabulary."""
        return self.root / "ontology" / "context.jsonld"

    @property
    def stubs(self) -> Path:
        """The borrowed terms."""
        return self.root / "ontology" / "stubs.ttl"

    @property
    def schemes(self) -> list[Path]:
        """The SKOS concept schemes."""
        return sorted((self.root / "ontology" / "schemes").glob("*.ttl"))

    @property
    def alignments(self) -> list[Path]:
        """The alignments with other vocabularies."""
        return sorted((self.root / "ontology" / "alignments").glob("*.ttl"))

    @property
    def rules(self) -> list[Path]:
        """The inference rules, SPARQL CONSTRUCT."""
        return sorted((self.root / "ontology" / "rules").glob("*.rq"))

    @property
    def shapes(self) -> list[Path]:
        """The SHACL shapes; not part of the loaded graph."""
        return sorted((self.root / "ontology" / "shapes").glob("*.ttl"))

    @property
    def examples(self) -> list[Path]:
        """The examples of the vocabulary; not part of the loaded graph."""
        return sorted((self.root / "ontology" / "examples").glob("*.ttl"))

    @property
    def data(self) -> list[Path]:
        """The article graphs."""
        return sorted((self.root / "data").glob("*.ttl"))

    @property
    def queries(self) -> list[Path]:
        """The packaged questions."""
        return sorted((self.root / "queries").glob("*.rq"))


def find_assets() -> Assets:
    """The packaged assets, or those of the checkout that the program runs from."""
    package = Path(str(files("qkg")))
    for root in (package / "_assets", *package.parents[1:2]):
        if (root / "ontology").is_dir():
            return Assets(root)
    raise AssetsMissing("the packaged ontology is missing; install qkg again")
