"""A thing with what it is called in each language. Must not know where the names come from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from qkg.namespaces import THING
from qkg.terms import curie

ORDER: Final = {"zh": ("zh", "en"), "en": ("en", "zh")}


@dataclass(frozen=True)
class Named:
    """An IRI and its names by language."""

    iri: str
    names: Mapping[str, str] = field(default_factory=dict)

    def name(self, language: str) -> str:
        """In that language, else in the other, else what the IRI says."""
        return self.names.get(self.tongue(language)) or self.short

    def tongue(self, language: str) -> str:
        """The language of the name that ``language`` gets; empty where the IRI speaks."""
        return next((one for one in ORDER[language] if self.names.get(one)), "")

    @property
    def short(self) -> str:
        """The last part of a thing's path, the short name of any other IRI."""
        return self.slug if self.iri.startswith(THING) else curie(self.iri)

    @property
    def slug(self) -> str:
        """The last part of the IRI."""
        return self.iri.rpartition("/")[2]

    @property
    def path(self) -> str:
        """The path of its page; empty for what is not ours."""
        return "/page/" + self.iri.removeprefix(THING) if self.iri.startswith(THING) else ""
