"""Where an IRI leads from a page of ours: things of the graph stay on this host, others go out."""

from typing import Final

from pyoxigraph import NamedNode

from qkg.errors import NoSuchPage
from qkg.namespaces import THING
from qkg.resources.evidence import Words
from qkg.resources.vocabulary import Vocabulary
from qkg.terms import Term, curie, link
from qkg.web.pages import has_template
from qkg.web.visit import Visit

SPACE: Final = "https://w3id.org/qkg"
"""All IRIs that the graph mints begin so; what follows is their path on any host that serves the graph."""


def address(iri: str) -> str | None:
    """A path on this host, an outside address, or None for what must not be linked to."""
    if iri.startswith(THING):
        return "/page/" + iri.removeprefix(THING)
    if iri.startswith(SPACE + "/"):
        return iri.removeprefix(SPACE)
    try:
        return link(NamedNode(iri))
    except ValueError:
        return None


def term_page(term: NamedNode, vocabulary: Vocabulary) -> str | None:
    """The page of a class or property: ``/class/Agency``, ``/property/schema:author``; None for others."""
    kind = "class" if vocabulary.is_class(term) else "property" if vocabulary.is_property(term) else ""
    name = curie(term.value).removeprefix("qkg:")
    return f"/{kind}/{name}" if kind and "/" not in name else None


def node(iri: str) -> NamedNode:
    """The IRI as a term; NoSuchPage for a text that is none, since nothing can be there."""
    try:
        return NamedNode(iri)
    except ValueError:
        raise NoSuchPage("There is nothing of that name.") from None


class Ways:
    """Links from one page: in the language of its address, and with a page for every known term."""

    def __init__(self, visit: Visit, vocabulary: Vocabulary) -> None:
        self._visit, self._vocabulary = visit, vocabulary

    def to(self, term: Term) -> str | None:
        """Where a term leads, if anywhere."""
        if not isinstance(term, NamedNode):
            return None
        if page := term_page(term, self._vocabulary):
            return self._visit.to(page)
        found = address(term.value)
        return self._visit.to(found) if found and found.startswith("/") else found

    def leaves(self, term: Term) -> bool:
        """Whether the link goes to another host."""
        return not (self.to(term) or "/").startswith("/")

    def in_text(self, words: Words) -> str:
        """Where the words are marked in the article."""
        if not has_template("article.html"):
            return ""
        slug = words.article.value.rpartition("/")[2] if words.article else ""
        return f"{self._visit.to('/article/' + slug)}#ev-{words.evidence.value.rpartition('/')[2]}"
