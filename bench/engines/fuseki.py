"""Apache Jena Fuseki with TDB2: the server jar from Maven Central, which also carries the loader."""

from pathlib import Path

from bench.cache import maven_artifact, run, tool
from bench.server import Command, free_port

VERSION = "5.5.0"
HEAP = "-Xmx4g"


class Fuseki:
    """TDB2 on disk, the union of the named graphs as default graph."""

    name, title, stores = "fuseki", "Apache Jena Fuseki (TDB2)", True

    def install(self) -> str:
        """Java must be there (17 or newer)."""
        self._java = tool("java")
        self._jar = str(maven_artifact("fuseki", f"org.apache.jena:jena-fuseki-server:{VERSION}"))
        return VERSION

    def load(self, data: Path, place: Path) -> None:
        """Its parallel loader."""
        words = [self._java, HEAP, "-cp", self._jar, "tdb2.tdbloader", "--loader=parallel"]
        run([*words, f"--loc={place}", str(data)])

    def command(self, data: Path, place: Path, writable: bool = False) -> Command:
        """The server over the folder; with ``writable`` it takes updates too."""
        port = free_port()
        words = [self._java, HEAP, "-jar", self._jar, "--localhost", f"--port={port}", "--quiet"]
        words += ["--update"] if writable else []
        words += ["--set=tdb2:unionDefaultGraph=true", "--tdb2", f"--loc={place}", "/bench"]
        return Command(words, port, "/bench/sparql", cwd=place.parent)
