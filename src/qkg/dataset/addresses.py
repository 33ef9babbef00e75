"""The things of the graph that have pages, a part at a time: what a site map lists. Must not know HTTP."""

from typing import Final

import pyoxigraph as ox

from qkg.namespaces import THING
from qkg.store.view import View

PART: Final = 1_000
"""Things in one part of a site map: two addresses each, so that a part is written at one go."""
_OURS: Final = f'?thing a ?kind FILTER(STRSTARTS(STR(?thing), "{THING}"))'


async def parts(view: View) -> int:
    """How many parts there are."""
    rows = await view.known(f"SELECT (COUNT(DISTINCT ?thing) AS ?n) {{ {_OURS} }}")
    number = rows[0]["n"] if rows else None
    return -(-int(number.value) // PART) if isinstance(number, ox.Literal) else 0


async def things(view: View, part: int) -> list[str]:
    """The paths of one part, counted from one: ``<kind>/<slug>``, sorted within the part.

    Which things a part holds follows from the order in which the engine meets them: sorting all things for
    each part would take the engine many times as long.
    """
    offset = (part - 1) * PART
    query = f"SELECT DISTINCT ?thing {{ {_OURS} }} LIMIT {PART} OFFSET {offset}"
    rows = await view.rows(query)
    iris = [row["thing"] for row in rows]
    return sorted(one.value.removeprefix(THING) for one in iris if isinstance(one, ox.NamedNode))
