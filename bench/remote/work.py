"""What is asked of every face: point lookups, lookups over four links, joins, paths, the thirty questions.

No text is ever the same twice, so that nothing kept answers.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final

from bench.workload import LOOKUPS, Query, heavy, questions

JOINS: Final = ("join-evidence", "group-place", "group-indicator", "top-figures")
KINDS: Final = {
    "point": "one subject's triples",
    "hop": "a figure's words, four links away",
    "join": "joins and groups over all figures",
    "path": "property paths",
    "question": "the thirty questions",
}
"""The kinds of work, and what each is."""

_numbers = count(1)


@dataclass(frozen=True)
class Task:
    """One query: its name, its kind, and a text of it for a run, never sent before.

    Lookups ask for another subject in each run, and all faces for the same one in the same run.
    """

    name: str
    kind: str
    fresh: Callable[[int], str]


def tasks(subjects: Sequence[str]) -> list[Task]:
    """All of them, the short ones first, so that a budget that ends early still has seen each kind."""
    found = [Task(name, name, _lookup(text, subjects)) for name, text in LOOKUPS.items()]
    found += [_task(one, "join") for one in heavy() if one.name in JOINS]
    found += [_task(one, "path") for one in heavy() if one.name.startswith("path-")]
    return [*found, *(_task(one, "question") for one in questions())]


def kinds() -> dict[str, list[str]]:
    """The names of the queries of each kind."""
    found: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for task in tasks(["urn:none"]):
        found[task.kind].append(task.name)
    return found


def _task(query: Query, kind: str) -> Task:
    return Task(query.name, kind, lambda _run: query.fresh())


def _lookup(template: str, subjects: Sequence[str]) -> Callable[[int], str]:
    def fresh(run: int) -> str:
        return template.replace("@S@", subjects[run % len(subjects)]).replace("@N@", f"_{next(_numbers)}")

    return fresh
