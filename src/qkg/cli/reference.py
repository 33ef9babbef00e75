"""Writes the reference pages from the program itself, so that they cannot go stale.

``python -m qkg.cli.reference FOLDER`` writes them; ``--check`` fails when they differ.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from qkg.cli.main import app
from qkg.cli.opening import load_settings
from qkg.dataset.assets import find_assets
from qkg.settings import Settings
from qkg.sparql.question import read_all
from qkg.web.app import documented

NOTE = "<!-- Written by `just reference`; do not edit. -->\n"


def cli_page() -> str:
    """Every command with its arguments and options."""
    root: Any = get_command(app)
    parts = [NOTE, "# Command line\n", f"{root.help}\n", *map(_option, root.params), ""]
    for name, command in sorted(_commands(root)):
        parts += [f"## qkg {name}\n", f"{command.help}\n", *_arguments(command), ""]
    codes = "0 done · 1 the data or the machine is at fault · 2 the command line is · 130 stopped with Ctrl-C"
    return "\n".join([*parts, "## Exit codes\n", codes, ""])


def _commands(group: Any) -> Iterator[tuple[str, Any]]:
    """All commands by what is typed, those of a group after its name."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from ((f"{name} {below}", one) for below, one in _commands(command))
        else:
            yield name, command


def _arguments(command: Any) -> list[str]:
    return [_option(one) for one in command.params]


def _option(one: Any) -> str:
    names = ", ".join(f"`{name}`" for name in one.opts)
    if one.param_type_name == "argument":
        names = f"`{one.metavar or one.name}`"
    elif one.metavar:
        names += f" `{one.metavar}`"
    default = _default(one.default)
    return f"- {names}: {one.help}{default}"


def _default(value: Any) -> str:
    return f" Default: `{value}`." if isinstance(value, str | int) and not isinstance(value, bool) else ""


def settings_page() -> str:
    """Every setting with its environment variable, default and meaning."""
    lines = [NOTE, "# Settings\n", "An option on the command line wins over the environment.\n"]
    lines += ["| variable | default | meaning |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = "" if field.default is None else f"`{field.default}`"
        lines.append(f"| `QKG_{name.upper()}` | {default} | {field.description} |")
    return "\n".join([*lines, ""])


def openapi_document() -> str:
    """The OpenAPI document of ``/openapi.json``; the types of the islands are made from it."""
    described = documented(read_all(find_assets().queries), load_settings())
    return json.dumps(described, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main(arguments: list[str]) -> int:
    """Write or compare the pages; 1 when one differs."""
    folder = Path(arguments[0])
    pages = {"cli.md": cli_page(), "openapi.json": openapi_document(), "settings.md": settings_page()}
    if "--check" in arguments:
        stale = [name for name, text in pages.items() if _current(folder / name) != text]
        if stale:
            print(f"out of date: {', '.join(stale)}; run 'just reference'", file=sys.stderr)
        return 1 if stale else 0
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
    return 0


def _current(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
