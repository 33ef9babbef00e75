"""Walks taken: step by step over the engine's quads, with a bound on rows, on bytes and on time.

The clock is read before each look into an index, which goes through one stretch of it; so nobody waits
longer than MOST_SECONDS and one look. Answers are written as SPARQL results in JSON.
Must not know who asks.
"""

import time
from collections.abc import Callable
from functools import lru_cache
from json.encoder import encode_basestring
from operator import attrgetter
from typing import Any, Final

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Store, Triple

from qkg.store.walk import Step, Walk

MOST_QUADS: Final = 1_000
MOST_SECONDS: Final = 0.01
STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
Row = tuple[Any, ...]


class TooFar(Exception):
    """The walk has met a bound."""


class Late(TooFar):
    """It has met the bound of time, which says as much of the machine as of the walk."""


class Foreign(Exception):
    """A term that is not written here: a triple, or text with a direction."""


def walked(engine: Store, walk: Walk, strict: bool, most: int) -> bytes:
    """The answer in at most so many bytes; TooFar, or Foreign for what only the engine writes."""
    ground = Ground(engine, DefaultGraph() if strict else None, time.perf_counter() + MOST_SECONDS)
    rows: list[Row] = [()]
    for step in walk.steps:
        rows = ground.stepped(step, rows)
    body = _written(walk, rows).encode()
    if len(body) > most:
        raise TooFar
    return body


class Ground:
    """What a walk goes over, and how much further it may go."""

    def __init__(self, engine: Any, graph: DefaultGraph | None, until: float) -> None:
        self._engine, self._graph, self._until, self._left = engine, graph, until, MOST_QUADS

    def stepped(self, step: Step, rows: list[Row]) -> list[Row]:
        """The rows after a step: each row as often as there are quads for it, and with their new terms."""
        made: list[Row] = []
        quads, graph = self._engine.quads_for_pattern, self._graph
        (subject, predicate, object), (at_subject, at_predicate, at_object) = step.terms, step.columns
        taken = _taker(step.new)
        for row in rows:
            if time.perf_counter() > self._until:
                raise Late
            one = subject if at_subject is None else row[at_subject]
            two = predicate if at_predicate is None else row[at_predicate]
            three = object if at_object is None else row[at_object]
            if isinstance(one, Literal | Triple) or isinstance(two, Literal | BlankNode | Triple):
                continue
            for quad in quads(one, two, three, graph):
                self._left -= 1
                if self._left < 0:
                    raise TooFar
                made.append(row + taken(quad))
        return made


@lru_cache(maxsize=8)
def _taker(ends: tuple[str, ...]) -> Callable[[Any], Row]:
    """The terms at these ends of a quad."""
    if len(ends) == 1:
        only = attrgetter(ends[0])
        return lambda quad: (only(quad),)
    return attrgetter(*ends) if ends else lambda _: ()


def _written(walk: Walk, rows: list[Row]) -> str:
    names = ",".join(encode_basestring(name) for name, _ in walk.wanted)
    shown = [(f"{encode_basestring(name)}:", column) for name, column in walk.wanted if column is not None]
    told = ",".join(
        "{" + ",".join([name + written(row[column]) for name, column in shown]) + "}" for row in rows
    )
    return f'{{"head":{{"vars":[{names}]}},"results":{{"bindings":[{told}]}}}}'


def written(term: Any) -> str:
    """A term as SPARQL 1.1 Query Results JSON §3.2.2 has it; Foreign when it is newer than that."""
    if isinstance(term, NamedNode):
        return f'{{"type":"uri","value":{encode_basestring(term.value)}}}'
    if isinstance(term, BlankNode):
        return f'{{"type":"bnode","value":{encode_basestring(term.value)}}}'
    if not isinstance(term, Literal) or term.direction is not None:
        raise Foreign
    text = f'{{"type":"literal","value":{encode_basestring(term.value)}'
    if term.language:
        return f'{text},"xml:lang":{encode_basestring(term.language)}}}'
    kind = term.datatype.value
    return text + ("}" if kind == STRING else f',"datatype":{encode_basestring(kind)}}}')
