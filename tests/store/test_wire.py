"""What travels between the processes arrives as it was."""

import pyoxigraph as ox
import pytest

from qkg import errors
from qkg.errors import Place, QkgError
from qkg.media import GRAPH_FORMATS, ROW_FORMATS
from qkg.store import wire
from qkg.store.contract import Request

TERMS = [
    ox.NamedNode("urn:a"),
    ox.BlankNode("b"),
    ox.Literal("甲", language="zh"),
    ox.Literal("5", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
    ox.Literal("plain"),
    ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c")),
]


@pytest.mark.parametrize("term", TERMS, ids=str)
def test_terms(term: ox.NamedNode) -> None:
    """Every kind, with language, datatype, and nesting."""
    assert wire.to_term(wire.of_term(term)) == term


def test_a_query() -> None:
    """With all that decides its answer in the reader."""
    request = Request(
        "ASK {}",
        ROW_FORMATS[1],
        GRAPH_FORMATS[1],
        {"x": TERMS[0]},
        {"p": "urn:p"},
        ("urn:d",),
        (),
        True,
        source="here",
    )
    content = wire.query_job(request)[wire.HEADER.size :]
    name, fields = wire.of_job(content)
    assert (name, wire.to_request(fields)) == ("query", request)
    plain = Request("ASK {}", ROW_FORMATS[0])
    assert wire.to_request(wire.of_job(wire.query_job(plain)[wire.HEADER.size :])[1]) == plain


@pytest.mark.parametrize(
    "error",
    [
        errors.SyntaxProblem(Place("q", 3, 4), "reason", "hint"),
        errors.UnknownPrefix(Place("q", 3), "reason"),
        errors.Refused("no", "# report"),
        errors.OutOfMemory("too much"),
        errors.Overloaded("later"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors(error: QkgError) -> None:
    """Class, text, place and report."""
    again = wire.to_error(wire.of_error(error))
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert vars(again) == vars(error)


def test_every_error_of_ours_can_travel() -> None:
    """No class asks for more than the wire carries."""
    found = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, QkgError)]
    plain = [one for one in found if not issubclass(one, errors.SyntaxProblem | errors.Refused)]
    assert len(plain) > 20
    for one in plain:
        assert type(wire.to_error(wire.of_error(one("text")))) is one
