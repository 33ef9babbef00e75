"""Checks of the islands with the Node at hand: format, types, unit tests. Installs the locked packages."""

import hashlib
import sys
from pathlib import Path

from build_hook import environment, npm, run

HERE = Path(__file__).parent
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
    for step in STEPS:
        run([*command, "run", "--silent", step], HERE, surroundings)
        sys.stdout.write(f"ui {step}: well\n")


if __name__ == "__main__":
    main()
