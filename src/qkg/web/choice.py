"""Which formats a client takes: ``?format=`` wins over Accept; rows and triples are chosen apart.

Only the evaluated query shows which of the two it answers with.
"""

from dataclasses import dataclass
from functools import lru_cache

from qkg.errors import UnknownFormat
from qkg.media import GRAPH_FORMATS, PAGE, ROW_FORMATS, Format, by_name, negotiate


@dataclass(frozen=True)
class Choice:
    """The formats a client takes; ``page`` means that a person is reading."""

    rows: Format | None
    graph: Format | None
    page: bool = False

    @property
    def nothing(self) -> bool:
        """Whether no answer could be sent."""
        return self.rows is None and self.graph is None


def choose_formats(name: str | None, accept: str) -> Choice:
    """The formats for rows and for triples; UnknownFormat when ``name`` is none of them."""
    return _named(name) if name else _liked(accept)


def _named(name: str) -> Choice:
    choice = Choice(by_name(name, ROW_FORMATS), by_name(name, GRAPH_FORMATS), PAGE.answers_to(name))
    if choice == Choice(None, None):
        raise UnknownFormat(f"There is no format {name[:100]!r}. {what_there_is()}")
    return choice


@lru_cache(maxsize=512)
def _liked(accept: str) -> Choice:
    header = accept or "*/*"
    rows, graph = negotiate(header, (*ROW_FORMATS, PAGE)), negotiate(header, (*GRAPH_FORMATS, PAGE))
    if rows is PAGE and graph is PAGE:
        return Choice(None, None, page=True)
    return Choice(None if rows is PAGE else rows, None if graph is PAGE else graph)


def choose_graph(name: str | None, accept: str) -> Format:
    """One of the graph formats; UnknownFormat when none of them is wanted."""
    found = by_name(name, GRAPH_FORMATS) if name else negotiate(accept or "*/*", GRAPH_FORMATS)
    if found is None:
        listed = ", ".join(one.media_type for one in GRAPH_FORMATS)
        raise UnknownFormat(f"A graph can be had as {listed}.")
    return found


def what_there_is() -> str:
    """The formats in one sentence."""
    rows = ", ".join(one.media_type for one in ROW_FORMATS)
    graphs = ", ".join(one.media_type for one in GRAPH_FORMATS)
    return f"SELECT and ASK answer as {rows}; CONSTRUCT and DESCRIBE as {graphs}."
