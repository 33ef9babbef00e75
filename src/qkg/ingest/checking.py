"""The check of a draft before it is accepted: packaged files, and what the store adds to them, as context."""

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from qkg.check.document import Role, Source
from qkg.check.finding import Finding
from qkg.check.run import check
from qkg.dataset.assets import Assets, find_assets
from qkg.dataset.source import read_quads
from qkg.ingest.acceptance import Row
from qkg.namespaces import GRAPH, graph_iri

ELSEWHERE: Final = "triple-in-two-graphs"
"""Code of a finding that is no fault of a draft: accepting leaves such triples out."""
CONTEXT: Final = GRAPH + "context"


def findings(draft: Path, context: Sequence[Row]) -> list[Finding]:
    """What is wrong with the draft, all of it."""
    with tempfile.NamedTemporaryFile("w", suffix=".nt", encoding="utf-8") as beside:
        beside.writelines(f"{subject} {predicate} {value} .\n" for subject, predicate, value in context)
        beside.flush()
        known = Source(Path(beside.name), "store", Role.DATA, CONTEXT, checked=False)
        return check([*_packaged(find_assets()), known, Source(draft, str(draft))], read_quads)


def _packaged(assets: Assets) -> Iterable[Source]:
    listed = {
        Role.VOCABULARY: ("ontology", [assets.ontology]),
        Role.STUBS: ("stubs", [assets.stubs]),
        Role.SCHEMES: ("schemes", assets.schemes),
        Role.ALIGNMENTS: ("alignments", assets.alignments),
        Role.SHAPES: ("", [one for one in assets.shapes if one.stem != "style"]),
        Role.DATA: ("", assets.data),
    }
    for role, (name, paths) in listed.items():
        for path in paths:
            yield Source(path, path.name, role, graph_iri(name) if name else "", checked=False)
