"""One RDF file: read into quads, with its own name for the place of an error.

Must not know which graph the triples go to.
"""

from pathlib import Path

import pyoxigraph as ox

from qkg.errors import NoSuchFile, Place, SyntaxProblem, UnknownFormat
from qkg.media import GRAPH_FORMATS, by_name
from qkg.store.syntax import explain_file


def read_bytes(path: Path) -> bytes:
    """The file's bytes; NoSuchFile in one sentence when there are none to have."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise NoSuchFile(f"{path}: no such file") from error
    except IsADirectoryError as error:
        raise NoSuchFile(f"{path} is a folder, not a file") from error
    except OSError as error:
        raise NoSuchFile(f"{path} cannot be read: {error.strerror}") from error


def read_text(path: Path) -> str:
    """The file's text; it must be UTF-8."""
    data = read_bytes(path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SyntaxProblem(Place(str(path), line), "the file is not UTF-8 text") from error


def read_quads(path: Path) -> list[ox.Quad]:
    """All quads of the file; its suffix says the format."""
    found = by_name(path.suffix, GRAPH_FORMATS) if path.suffix else None
    if found is None or not isinstance(found.engine, ox.RdfFormat):
        names = ", ".join("." + one.suffix for one in GRAPH_FORMATS)
        raise UnknownFormat(f"{path}: the suffix is not one of {names}")
    try:
        return list(ox.parse(read_bytes(path), found.engine, base_iri=None))
    except SyntaxError as error:
        raise explain_file(error, str(path)) from error
