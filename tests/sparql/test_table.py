"""Answers as rows of terms."""

import asyncio

import pyoxigraph as ox

from qkg.sparql.table import ROWS, TRIPLES, Table, tabulate
from qkg.store.answer import collect
from qkg.store.contract import Request
from qkg.store.inprocess import InProcessStore


def table(text: str) -> Table:
    """The table of a query over nothing."""

    async def ask() -> Table:
        answer = await InProcessStore(ox.Store()).query(Request(text, ROWS, TRIPLES))
        return tabulate(await collect(answer), answer.format)

    return asyncio.run(ask())


def test_rows_keep_types_and_gaps() -> None:
    """Unbound cells are None; columns stand as the query has them."""
    found = table('SELECT ?z ?a { VALUES (?z ?a) { (1 "x"@zh) (UNDEF <urn:i>) } }')
    assert found.columns == ("z", "a")
    assert found.rows[0][1] == ox.Literal("x", language="zh")
    assert found.rows[1] == (None, ox.NamedNode("urn:i"))


def test_a_verdict_and_triples() -> None:
    """ASK gives a verdict; CONSTRUCT three columns."""
    assert table("ASK {}").verdict is True
    found = table("CONSTRUCT { <urn:s> <urn:p> 1 } {}")
    assert found.columns == ("subject", "predicate", "object")
    assert len(found.rows) == 1
