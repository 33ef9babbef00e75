"""Names in a reader's language: the reader's own, else the other one with its tag, else none.

The order is fixed, never that of the data. Must not know where labels come from.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from qkg.terms import Term, curie

LANGUAGES: Final = ("zh", "en")


@dataclass(frozen=True)
class Label:
    """A text with its language tag; empty where the text has none."""

    text: str
    language: str = ""

    @classmethod
    def of(cls, literal: Literal) -> "Label":
        """The literal's text and tag."""
        return cls(literal.value, literal.language or "")

    @property
    def primary(self) -> str:
        """The first part of the tag: ``zh`` of ``zh-Hans``."""
        return self.language.partition("-")[0]


def chosen(literals: Iterable[Term], language: str) -> Label | None:
    """The label for a reader of ``language``: that one, then the other one, then one without a language."""
    labels = sorted({Label.of(one) for one in literals if isinstance(one, Literal)}, key=lambda one: one.text)
    order = (language, *(one for one in LANGUAGES if one != language), "")
    return next((label for wanted in order for label in labels if label.primary == wanted), None)


def other(literals: Iterable[Term], language: str) -> Label | None:
    """The label in the reader's other language, if there is one besides that of ``chosen``."""
    wanted = next(one for one in LANGUAGES if one != language)
    first, second = chosen(literals, language), chosen(literals, wanted)
    return second if second and second.primary == wanted and second != first else None


def named(iri: NamedNode, label: Label | None) -> Label:
    """The label, or what the IRI itself says: its short name for a term, the last part of a thing's path."""
    if label is not None:
        return label
    name = curie(iri.value)
    return Label(name.rpartition("/")[2] or name if name.startswith(("id:", "graph:")) else name)
