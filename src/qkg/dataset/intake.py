"""Files to be loaded in bulk: the format of each, the graph that it goes to, its quads for a server.

Must not know stores: it says what to load and where.
"""

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final, cast

import pyoxigraph as ox

from qkg.dataset.load import GRAPH_CLASSES, TYPE
from qkg.errors import BadParameter, NoSuchFile, Place, SyntaxProblem, UnknownFormat
from qkg.media import DATASET_NAMES, GRAPH_FORMATS, Format, by_name
from qkg.store.syntax import explain_file

PACKED: Final = (".gz", ".zst", ".zstd")
DEFAULT: Final = "default"
"""The name that a user gives to the graph without a name."""

Heard = Callable[[int], None]


@dataclass(frozen=True)
class Intake:
    """A file, its syntax, and its graph; None leaves that to the file, or is the default graph."""

    path: Path
    format: Format
    graph: str | None

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return self.path.stat().st_size


def look_at(path: Path, graph: str | None) -> Intake:
    """The file as it would be loaded; ``graph`` is an IRI, ``default``, or None for what the file says."""
    if not path.is_file():
        raise NoSuchFile(f"{path}: {'is a folder, not a file' if path.is_dir() else 'no such file'}")
    chosen = syntax(path)
    if graph is not None:
        return Intake(path, chosen, None if graph == DEFAULT else graph)
    return Intake(path, chosen, None if chosen.name in DATASET_NAMES else stated(path, chosen))


def syntax(path: Path) -> Format:
    """The format that the file's name says, whether packed or not."""
    plain = Path(path.stem) if path.suffix in PACKED else path
    found = by_name(plain.suffix, GRAPH_FORMATS) if plain.suffix else None
    if found is None:
        names = ", ".join("." + one.suffix for one in GRAPH_FORMATS)
        raise UnknownFormat(f"{path}: the name does not end in one of {names}, with or without .gz or .zst")
    return found


def stated(path: Path, chosen: Format) -> str:
    """The graph that a file of triples names itself: its single subject of a graph class."""
    found = {
        quad.subject.value
        for quad in parsed(Intake(path, chosen, None))
        if quad.predicate == TYPE and quad.object in GRAPH_CLASSES and isinstance(quad.subject, ox.NamedNode)
    }
    if len(found) != 1:
        raise BadParameter(
            f"{path} does not say which graph it is; name one with --graph IRI, or --graph {DEFAULT}"
        )
    return found.pop()


def parsed(intake: Intake, heard: Heard = lambda _size: None) -> Iterator[ox.Quad]:
    """The file's quads in their graphs; ``heard`` is told how many bytes were read."""
    to_graph = None if intake.graph is None else ox.NamedNode(intake.graph)
    with unpacked(intake.path, heard) as file:
        try:
            for quad in ox.parse(file, cast("ox.RdfFormat", intake.format.engine), rename_blank_nodes=True):
                if intake.format.name == "n3" and not isinstance(quad.graph_name, ox.DefaultGraph):
                    raise UnknownFormat(f"{intake.path} has N3 formulas, which are no RDF")
                yield quad if to_graph is None else _placed(quad, to_graph, intake.path)
        except SyntaxError as error:
            raise explain_file(error, str(intake.path)) from error
        except (EOFError, OSError, ValueError) as error:
            raise _unpackable(intake.path, error) from error


def _placed(quad: ox.Quad, graph: ox.NamedNode, path: Path) -> ox.Quad:
    if not isinstance(quad.graph_name, ox.DefaultGraph):
        raise BadParameter(f"{path} names graphs of its own; leave --graph out")
    return ox.Quad(quad.subject, quad.predicate, quad.object, graph)


def _unpackable(path: Path, error: Exception) -> SyntaxProblem:
    return SyntaxProblem(Place(str(path)), f"the file cannot be unpacked: {str(error)[:120]}")


class Counted:
    """A file that tells how much was read from it."""

    def __init__(self, file: IO[bytes], heard: Heard) -> None:
        self._file, self._heard = file, heard

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        data = self._file.read(size)
        self._heard(len(data))
        return data


@contextmanager
def unpacked(path: Path, heard: Heard) -> Iterator[Any]:
    """The file's content, unpacked; read bytes are counted as they lie on disk."""
    with path.open("rb") as file:
        counted: Any = Counted(file, heard)
        if path.suffix == ".gz":
            yield gzip.GzipFile(fileobj=counted)
        elif path.suffix in PACKED:
            import zstandard  # noqa: PLC0415 - only for such a file

            yield zstandard.ZstdDecompressor().stream_reader(counted, read_across_frames=True)
        else:
            yield counted
