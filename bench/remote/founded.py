"""The same data as an engine holds it for qkg, with the union graph and the catalogue: as ``qkg load --new``.

Written line by line; no triple of the made-up data stands in two graphs, so each goes into the union graph.
"""

import uuid
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from qkg.store.contract import Generation
from qkg.store.remote.catalogue import META, STORE, UNION, Catalogue, Holding
from qkg.store.remote.publication import about, held_as

BESIDE = f"&default-graph-uri={quote(UNION, safe='')}"
"""What a query says beside its text, to be asked of the union graph."""


def write(data: Path, target: Path) -> int:
    """The lines of the data, each twice, and the catalogue; how many there are."""
    sizes: Counter[str] = Counter()
    with data.open(encoding="utf-8") as lines, target.open("w", encoding="utf-8") as out:
        for line in lines:
            triple, graph, _ = line.rsplit(" ", 2)
            sizes[graph] += 1
            out.write(f"{line}{triple} <{UNION}> .\n")
        catalogue = _catalogue(sizes)
        out.writelines(catalogue)
    return 2 * sizes.total() + len(catalogue)


def _catalogue(sizes: Counter[str]) -> list[str]:
    holdings = {graph[1:-1]: Holding(size) for graph, size in sorted(sizes.items())}
    state = Catalogue(Generation(1, datetime.now(UTC)), uuid.uuid4().hex, holdings, union=True)
    said = [(STORE, about(state)), *((graph, held_as(graph, state)) for graph in holdings)]
    return [
        f'<{subject}> <{META}#{word}> "{value}" <{META}> .\n'
        for subject, words in said
        for word, value in words.items()
    ]
