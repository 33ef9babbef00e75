"""Where engines and generated data are kept: the user's cache folder, never the checkout.

Owns the calls of the package tools (pip, mvn, npm, apt-get). An engine whose tool is missing is Skipped.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

LOAD_SECONDS = 3600
"""The longest that a command may take: the loading of many millions of quads."""


class Skipped(Exception):
    """The engine cannot be measured here; the text says why."""


def folder(*parts: str) -> Path:
    """A folder below the cache (``XDG_CACHE_HOME``/qkg-bench), made when missing."""
    root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "qkg-bench"
    place = root.joinpath(*parts)
    place.mkdir(parents=True, exist_ok=True)
    return place


def tool(command: str) -> str:
    """The path of a program, or Skipped."""
    found = shutil.which(command)
    if not found:
        raise Skipped(f"{command} is not installed")
    return found


def run(command: Sequence[str], cwd: Path | None = None, seconds: float = LOAD_SECONDS) -> str:
    """Run a command to its end; Skipped with the last line of what it said when it fails."""
    try:
        done = subprocess.run(
            list(command), cwd=cwd, capture_output=True, text=True, timeout=seconds, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Skipped(f"{Path(command[0]).name} failed: {error.__class__.__name__}") from error
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or ["no message"]
        raise Skipped(f"{Path(command[0]).name} failed: {said[-1][:200]}")
    return done.stdout


def python_packages(name: str, *packages: str) -> Path:
    """The ``bin`` of a virtual environment of its own with these packages from PyPI."""
    place = folder("engines", name)
    programs, mark = place / "bin", place / "complete"
    if not mark.exists():
        run([sys.executable, "-m", "venv", "--clear", str(place)])
        run([str(programs / "python"), "-m", "pip", "install", "--quiet", *packages])
        mark.touch()
    return programs


def debian_packages(name: str, *packages: str) -> Path:
    """The unpacked files of Debian packages, without installing them."""
    place = folder("engines", name)
    root, mark = place / "root", place / "complete"
    if not mark.exists():
        run([tool("apt-get"), "download", *packages], cwd=place)
        for package in sorted(place.glob("*.deb")):
            run([tool("dpkg"), "-x", str(package), str(root)])
        mark.touch()
    return root


def library_path(root: Path) -> str:
    """``LD_LIBRARY_PATH`` for programs among unpacked Debian files."""
    return ":".join(str(place) for place in root.glob("*/lib/*-linux-gnu")) + f":{root}/lib/x86_64-linux-gnu"


def maven_artifact(name: str, artifact: str) -> Path:
    """The jar of ``group:artifact:version`` from Maven Central."""
    place = folder("engines", name)
    _, title, version = artifact.split(":")
    jar = place / f"{title}-{version}.jar"
    if not jar.exists():
        run(
            [
                tool("mvn"),
                "-q",
                "-B",
                "dependency:copy",
                f"-Dartifact={artifact}",
                f"-DoutputDirectory={place}",
            ]
        )
    return jar


def npm_package(name: str, package: str, version: str, overrides: Mapping[str, str]) -> Path:
    """The ``node_modules/.bin`` of a folder with this package; overrides pin what it depends on."""
    place = folder("engines", name)
    mark = place / "complete"
    if not mark.exists():
        wanted = {"private": True, "dependencies": {package: version}, "overrides": dict(overrides)}
        (place / "package.json").write_text(json.dumps(wanted), encoding="utf-8")
        run([tool("npm"), "install", "--no-audit", "--no-fund"], cwd=place)
        mark.touch()
    return place / "node_modules" / ".bin"
