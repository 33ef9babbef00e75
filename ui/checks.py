"""Checks of the islands with the Node at hand: format, types, unit tests. Installs the locked packages."""

import hashlib
import sys
import tempfile
from pathlib import Path

from build_hook import environment, npm, run

HERE = Path(__file__).parent
API, TYPES = HERE.parent / "docs" / "reference" / "openapi.json", HERE / "src" / "api.d.ts"
STEPS = ("format-check", "check", "test")


def main() -> None:
    """Run all steps; the first that fails says why."""
    command, folder = npm()
    surroundings = environment(folder, HERE / "build")
    lock = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
    stamp = HERE / "node_modules" / ".lock-digest"
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != lock:
        run([*command, "ci", "--ignore-scripts"], HERE, surroundings)
        stamp.write_text(lock, encoding="utf-8")
    if "--write" in sys.argv:
        return typed(command, surroundings)
    for step in STEPS:
        run([*command, "run", "--silent", step], HERE, surroundings)
        sys.stdout.write(f"ui {step}: well\n")
    typed(command, surroundings)


def typed(command: list[str], surroundings: dict[str, str]) -> None:
    """The types of the service are those of its OpenAPI document; ``--write`` makes them so."""
    with tempfile.TemporaryDirectory() as name:
        made = Path(name) / "api.d.ts"
        run([*command, "run", "--silent", "api", "--", str(API), "-o", str(made)], HERE, surroundings)
        fresh = made.read_text(encoding="utf-8")
    if "--write" in sys.argv:
        TYPES.write_text(fresh, encoding="utf-8")
    elif TYPES.read_text(encoding="utf-8") != fresh:
        sys.exit("ui/src/api.d.ts is not that of docs/reference/openapi.json: run 'just reference'")
    sys.stdout.write("ui api: well\n")


if __name__ == "__main__":
    main()
