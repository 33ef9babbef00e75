"""A packaged question: a query file whose header comment says what it asks.

    # id: cq01
    # title@zh: …
    # title@en: …
    # persona: journalist
    # param: place | iri | 地方 | place        (repeatable; the query also works unbound)

Must not know stores.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qkg.errors import NoSuchQuestion, Place, SyntaxProblem

PERSONAS = ("journalist", "analyst", "quality-officer", "developer")
TYPES = ("iri", "string", "integer", "decimal", "lang-string")
SHORT_NAME = re.compile(r"[a-z]+\d+(?:-[a-z0-9-]+)?")
_LINE = re.compile(r"#\s*(?P<key>[a-z]+(?:@[a-z]+)?)\s*:\s*(?P<value>.*?)\s*")
_PARAMETER_PARTS = 4


@dataclass(frozen=True)
class Parameter:
    """A variable that may be bound: its type and a help text in each language."""

    name: str
    type: str
    help_zh: str
    help_en: str


@dataclass(frozen=True)
class Question:
    """A query with the header that introduces it."""

    id: str
    titles: dict[str, str]
    persona: str
    parameters: tuple[Parameter, ...]
    text: str
    path: Path

    def title(self, language: str) -> str:
        """The title in that language, else in the other one."""
        return self.titles.get(language) or self.titles.get("en") or self.titles.get("zh") or self.id


def parse(text: str, path: Path) -> Question:
    """The question in a file's text; SyntaxProblem with the line when the header is wrong."""
    fields: dict[str, str] = {}
    parameters: list[Parameter] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            break
        if found := _LINE.fullmatch(line):
            if found["key"] == "param":
                parameters.append(_parameter(found["value"], Place(str(path), number)))
            else:
                fields[found["key"]] = found["value"]
    titles = {key[6:]: value for key, value in fields.items() if key.startswith("title@")}
    return _checked(
        Question(fields.get("id", ""), titles, fields.get("persona", ""), tuple(parameters), text, path)
    )


def _parameter(value: str, place: Place) -> Parameter:
    parts = [part.strip() for part in value.split("|")]
    if len(parts) != _PARAMETER_PARTS or parts[1] not in TYPES:
        hint = f"name | {', '.join(TYPES)} | help in Chinese | help in English"
        raise SyntaxProblem(place, "a parameter line has four parts", hint)
    return Parameter(*parts)


def _checked(question: Question) -> Question:
    place = Place(str(question.path), 1)
    missing = [key for key in ("zh", "en") if not question.titles.get(key)]
    if not question.id or missing:
        raise SyntaxProblem(place, "the header must say id, title@zh and title@en")
    if question.persona not in PERSONAS:
        raise SyntaxProblem(place, f"persona must be one of {', '.join(PERSONAS)}")
    return question


def has_header(text: str) -> bool:
    """Whether the text starts as a packaged question does."""
    return any(line.startswith("# id:") for line in text.splitlines()[:5])


def read_all(paths: Sequence[Path]) -> list[Question]:
    """The questions of these files, in order of their ids."""
    questions = [parse(path.read_text(encoding="utf-8"), path) for path in paths]
    return sorted(questions, key=lambda question: question.id)


def named(name: str, paths: Sequence[Path]) -> Path:
    """The file of the question with that id or file stem; NoSuchQuestion lists what there is."""
    for path in paths:
        if name in (path.stem, path.stem.partition("-")[0]):
            return path
    known = [path.stem.partition("-")[0] for path in paths]
    listed = f"there are {known[0]} to {known[-1]}" if known else "none is installed"
    raise NoSuchQuestion(f"no question is called {name!r}; {listed}; 'qkg query --list' shows them")
