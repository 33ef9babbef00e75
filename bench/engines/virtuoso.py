"""Virtuoso Open Source: Debian's packages unpacked into the cache, with an ini of its own on the loopback.

It cuts no result (no ``ResultSetMaxRows``). Its union also holds some 2,500 triples about itself.
"""

import shutil
from pathlib import Path
from string import Template

from bench.cache import LOAD_SECONDS, Skipped, debian_packages, library_path, run
from bench.server import Command, Server, free_port

PACKAGES = (
    "virtuoso-opensource-7",
    "virtuoso-opensource-7-bin",
    "libvirtodbc0",
    "libwbxml2-1",
    "libminizip1",
    "libpcre3",
)
INI = Template(
    """[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = t.db
TransactionFile = t.trx
[Parameters]
ServerPort = 127.0.0.1:$sql
DisableUnixSocket = 1
DirsAllowed = ., $data
NumberOfBuffers = 170000
MaxDirtyBuffers = 130000
CheckpointInterval = 0
MaxClientConnections = 100
ThreadsPerQuery = 2
[HTTPServer]
ServerPort = 127.0.0.1:$http
ServerRoot = .
MaxClientConnections = 100
ServerThreads = 80
MaxKeepAlives = 80
KeepAliveTimeout = 60
[SPARQL]
MaxQueryExecutionTime = 600
MaxQueryCostEstimationTime = 0
"""
)


class Virtuoso:
    """Debian's version 7, with 1.4 GB of buffers as its manual advises for 2 GB."""

    name, title, stores = "virtuoso", "Virtuoso Open Source", True

    def install(self) -> str:
        """The packages and the libraries that they need, unless the machine has them."""
        self._env: dict[str, str] = {}
        here = {name: shutil.which(name) for name in ("virtuoso-t", "isql-vt")}
        if here["virtuoso-t"] and here["isql-vt"]:
            self._server, self._sql = Path(here["virtuoso-t"]), Path(here["isql-vt"])
            return "7"
        root = debian_packages("virtuoso", *PACKAGES)
        self._server, self._sql = root / "usr/bin/virtuoso-t", root / "usr/bin/isql-vt"
        self._env = {"LD_LIBRARY_PATH": library_path(root)}
        if not self._server.exists():
            raise Skipped("the Debian packages hold no server for this machine")
        return "7.2.5.1"

    def load(self, data: Path, place: Path) -> None:
        """Start it, run its bulk loader over the SQL port, write a checkpoint, stop it."""
        command, port = self._start(data, place)
        with Server(command, place / "start.log", 60):
            script = place / "load.sql"
            script.write_text(
                f"ld_dir('{data.parent}', '{data.name}', 'urn:none');\nrdf_loader_run();\ncheckpoint;\n"
                "SELECT ll_error FROM DB.DBA.load_list WHERE ll_error IS NOT NULL;\n"
            )
            words = ["env", *(f"{name}={value}" for name, value in self._env.items()), str(self._sql)]
            said = run([*words, f"127.0.0.1:{port}", "dba", "dba", str(script)], seconds=LOAD_SECONDS)
            if "0 Rows" not in said:
                raise Skipped("its loader reports an error")

    def command(self, data: Path, place: Path) -> Command:
        """The server over its database."""
        return self._start(data, place)[0]

    def _start(self, data: Path, place: Path) -> tuple[Command, int]:
        sql, http = free_port(), free_port()
        ini = place / "virtuoso.ini"
        ini.write_text(INI.substitute(sql=sql, http=http, data=data.parent))
        words = [str(self._server), "+foreground", "+configfile", str(ini)]
        return Command(words, http, "/sparql", env=self._env, cwd=place), sql
