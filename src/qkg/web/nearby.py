"""What may have been meant by an address where nothing is: pages of things whose addresses look like it."""

from difflib import get_close_matches
from typing import Final

from pyoxigraph import NamedNode

from qkg.errors import IndexNotReady
from qkg.namespaces import ONTOLOGY
from qkg.resources.vocabulary import Vocabulary
from qkg.search.keeper import Keeper
from qkg.search.resembling import MOST, resembling
from qkg.web.linking import address

Near = tuple[tuple[str, str], ...]
"""Paths of pages with their names, the likest first."""
LIKENESS: Final = 0.7


async def nearby(keeper: Keeper, path: str, language: str) -> Near:
    """Things like ``<kind>/<slug>``; none while the very first index is being built."""
    try:
        found, _ = await keeper.ask(resembling, path, language)
    except IndexNotReady:
        return ()
    return tuple((address(iri) or iri, label) for iri, label in found)


def near_terms(vocabulary: Vocabulary, name: str, lead: str, language: str) -> Near:
    """Our classes (``lead`` is ``/class/``) or properties with names like this one."""
    terms = vocabulary.classes if lead == "/class/" else vocabulary.properties
    known = {one.value.removeprefix(ONTOLOGY): one for one in terms}
    close = get_close_matches(name[:100], known, n=MOST, cutoff=LIKENESS)
    return tuple((lead + one, vocabulary.label(NamedNode(ONTOLOGY + one), language).text) for one in close)
