"""One text as the lines that are loaded: its own quads, and triples that other texts may state too.

Owns which is which. A thing of the text's own bears its slug in its IRI; names of agencies, places or
enterprises do not, and what is said of those may be said by a thousand texts and stands in one graph only.
"""

from dataclasses import dataclass

import pyoxigraph as ox

from qkg.errors import QkgError
from qkg.ingest.draft import Draft
from qkg.ingest.gazetteer import Gazetteer
from qkg.ingest.scale.texts import Text
from qkg.ingest.working import Told, drafted
from qkg.namespaces import GRAPH, THING


@dataclass(frozen=True, slots=True)
class Article:
    """One text that has a draft; lines are N-Triples without their end."""

    number: int
    slug: str
    triples: tuple[ox.Triple, ...]

    @property
    def graph(self) -> str:
        """The IRI of its graph."""
        return GRAPH + self.slug

    @property
    def own(self) -> list[str]:
        """Triples about the article, its graph, and what bears its slug, sorted."""
        return sorted(_line(one) for one in self.triples if self._owns(one))

    @property
    def shared(self) -> list[str]:
        """All other triples, sorted."""
        return sorted(_line(one) for one in self.triples if not self._owns(one))

    def _owns(self, one: ox.Triple) -> bool:
        if not isinstance(one.subject, ox.NamedNode):
            return True
        name = one.subject.value.rpartition("/")[2]
        return name == self.slug or name.startswith(f"{self.slug}-")

    def dangling(self, known: frozenset[str]) -> bool:
        """Whether it refers to a thing that neither it nor the known graph describes."""
        described = {one.subject.value for one in self.triples if isinstance(one.subject, ox.NamedNode)}
        named = {one.object.value for one in self.triples if isinstance(one.object, ox.NamedNode)}
        return any(one.startswith(THING) for one in named - described - known)


def read(text: Text, told: Told, gazetteer: Gazetteer) -> Article | str:
    """The article of one text, or why there is none; whatever is in the file."""
    try:
        return of(text.number, drafted(text.path, told, gazetteer))
    except QkgError as error:
        return str(error)
    except Exception as error:
        return f"the program failed on it: {type(error).__name__}: {error}"


def of(number: int, made: Draft) -> Article:
    """The article of a draft, its literals as a store gives them back (5.0 as 5)."""
    engine = ox.Store()
    engine.load(made.turtle.encode(), ox.RdfFormat.TURTLE)
    return Article(number, made.meta.slug, tuple(one.triple for one in engine))


def _line(one: ox.Triple) -> str:
    return f"{one.subject} {one.predicate} {one.object}"
