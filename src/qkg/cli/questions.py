"""Which query a user means, and the list of those that are packaged."""

import os
import sys
from pathlib import Path

from qkg.cli.drawing import draw_texts
from qkg.dataset.assets import find_assets
from qkg.dataset.source import read_text
from qkg.errors import BadParameter
from qkg.sparql.question import SHORT_NAME, Question, has_header, named, parse, read_all

SUFFIXES = (".rq", ".sparql")
LANGUAGES = ("zh", "en")


def read_question(what: str) -> Question:
    """The question in a file, on standard input (``-``), in the text itself, or packaged under a name."""
    if what == "-":
        return _question(sys.stdin.read(), Path("standard input"))
    if _is_file(what):
        return _question(read_text(Path(what)), Path(what))
    if SHORT_NAME.fullmatch(what):
        path = named(what, find_assets().queries)
        return _question(read_text(path), path)
    return _question(what, Path("query"))


def _is_file(what: str) -> bool:
    if any(sign in what for sign in "\n{"):
        return False
    return what.endswith(SUFFIXES) or os.path.exists(what) or _is_lone_path(what)


def _is_lone_path(what: str) -> bool:
    """One word with a folder or a suffix in it: a path that does not exist, not a query."""
    return bool(what) and not any(sign.isspace() for sign in what) and ("/" in what or "." in what)


def _question(text: str, path: Path) -> Question:
    return parse(text, path) if has_header(text) else Question("", {}, "", (), text, path)


def show_list(language: str | None) -> None:
    """Print id, title and persona of every packaged question."""
    chosen = language or user_language(dict(os.environ))
    if chosen not in LANGUAGES:
        raise BadParameter(f"no language {chosen!r}; there are {', '.join(LANGUAGES)}")
    questions = read_all(find_assets().queries)
    draw_texts(("id", "title", "persona"), [(one.id, one.title(chosen), one.persona) for one in questions])


def user_language(environment: dict[str, str]) -> str:
    """``zh`` or ``en`` by the locale variables, in the order that POSIX gives them."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    value = next((environment[name] for name in names if environment.get(name)), "")
    return "zh" if value.lower().startswith("zh") else "en"
