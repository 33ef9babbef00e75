"""Which queries are walks: a few triple patterns, each reached from a named thing over those before it.

Such a query is answered step by step in an order that is fixed here, so its work can be counted and stopped
at any step, whatever the engine would have planned. All that is not plain patterns is left out: filters,
paths, OPTIONAL, functions, literals, blank nodes, ordering, DISTINCT, counting, FROM.
"""

import re
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from qkg.store.contract import Request

MOST_PATTERNS: Final = 8
LONGEST: Final = 4096
_IRI: Final = r'<[A-Za-z][^<>"{}|^`\\\x00-\x20]*+>'
_NAME: Final = r"[A-Za-z][\w-]*+:\w[\w-]*+"
_VARIABLE: Final = r"[?$]\w++"
_TERM: Final = rf"(?:{_IRI}|{_NAME}|{_VARIABLE})"
_PATTERN: Final = rf"{_TERM}\s++(?:{_TERM}|a(?=\s))\s++{_TERM}"
_STOP: Final = r"\s*+\.(?=[\s<?$])\s*+"
"""A full stop that no name could go on behind."""
_PREFIX: Final = re.compile(rf"\s*+(?i:PREFIX)\s++([A-Za-z][\w-]*+|):\s*+({_IRI})", re.ASCII)
_WALK: Final = re.compile(
    rf"""\s*+(?i:SELECT)\s*+(?P<wanted>(?:{_VARIABLE}\s*+)++)(?:(?i:WHERE)\s*+)?
    \{{\s*+(?P<patterns>{_PATTERN}(?:{_STOP}{_PATTERN})*+)\s*+\.?\s*+\}}\s*+""",
    re.VERBOSE | re.ASCII,
)
_STEP: Final = re.compile(rf"({_TERM})\s++({_TERM}|a)\s++({_TERM})", re.ASCII)
TYPE: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")

Pattern = tuple[NamedNode | str, NamedNode | str, NamedNode | str]
ENDS: Final = ("subject", "predicate", "object")


@dataclass(frozen=True, slots=True)
class Step:
    """One pattern: for each of its three ends a term, or the column of the row that holds it, or neither.

    new: the ends that have neither; their terms become the next columns.
    """

    terms: tuple[NamedNode | None, NamedNode | None, NamedNode | None]
    columns: tuple[int | None, int | None, int | None]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Walk:
    """Steps in order; the variables wanted with their columns, None for one that is bound nowhere."""

    steps: tuple[Step, ...]
    wanted: tuple[tuple[str, int | None], ...]


def walk(request: Request) -> Walk | None:
    """The walk that a query for rows is, if it is one."""
    if request.bindings or request.prefixes or request.rows is None or len(request.text) > LONGEST:
        return None
    if request.default_graphs is not None or request.named_graphs is not None:
        return None
    prefixes, position = _prefixes(request.text)
    found = _WALK.fullmatch(request.text, position)
    if found is None:
        return None
    patterns = [_pattern(one.groups(), prefixes) for one in _STEP.finditer(found["patterns"])]
    known = [one for one in patterns if one is not None]
    if len(known) < len(patterns) or len(known) > MOST_PATTERNS:
        return None
    wanted = [one[1:] for one in re.findall(_VARIABLE, found["wanted"], re.ASCII)]
    return _planned(known, wanted) if len(set(wanted)) == len(wanted) else None


def _prefixes(text: str) -> tuple[dict[str, str], int]:
    """The declared prefixes, the last one of a name winning, and where they end."""
    known: dict[str, str] = {}
    position = 0
    while found := _PREFIX.match(text, position):
        known[found[1]], position = found[2][1:-1], found.end()
    return known, position


def _pattern(terms: tuple[str, ...], prefixes: dict[str, str]) -> Pattern | None:
    """The terms of a pattern, variables as their names; None when one cannot be used or comes twice."""
    try:
        subject, predicate, object = [_term(term, prefixes) for term in terms]
    except (KeyError, ValueError):
        return None
    told = [one for one in (subject, predicate, object) if isinstance(one, str)]
    return (subject, predicate, object) if len(set(told)) == len(told) else None


def _term(term: str, prefixes: dict[str, str]) -> NamedNode | str:
    if term[0] in "?$":
        return term[1:]
    if term[0] == "<":
        return NamedNode(term[1:-1])
    if term == "a":
        return TYPE
    prefix, _, local = term.partition(":")
    return NamedNode(prefixes[prefix] + local)


def _planned(patterns: list[Pattern], wanted: list[str]) -> Walk | None:
    """As written, where the subject is known; else the pattern that is held fast best by what is known.

    None when one hangs in the air.
    """
    columns: dict[str, int] = {}
    steps, left = [], list(patterns)
    while left:
        best = next((one for one in left if _known(one[0], columns)), None)
        best = best or next((one for one in left if _known(one[2], columns)), None)
        if best is None:
            return None
        left.remove(best)
        steps.append(_step(best, columns))
    return Walk(tuple(steps), tuple((name, columns.get(name)) for name in wanted))


def _known(term: NamedNode | str, columns: dict[str, int]) -> bool:
    return not isinstance(term, str) or term in columns


def _step(pattern: Pattern, columns: dict[str, int]) -> Step:
    terms = [None if isinstance(one, str) else one for one in pattern]
    held = [columns.get(one) if isinstance(one, str) else None for one in pattern]
    new = []
    for end, one in zip(ENDS, pattern, strict=True):
        if isinstance(one, str) and one not in columns:
            columns[one] = len(columns)
            new.append(end)
    return Step((terms[0], terms[1], terms[2]), (held[0], held[1], held[2]), tuple(new))
