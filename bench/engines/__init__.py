"""The engines, in the order in which they take their turns. Each file drives one."""

import sys
from collections.abc import Mapping

from bench.engine import Engine
from bench.engines.comunica import Comunica
from bench.engines.fuseki import Fuseki
from bench.engines.oxigraph import Oxigraph
from bench.engines.qkg import Qkg
from bench.engines.rdflib_endpoint import RdflibEndpoint
from bench.engines.virtuoso import Virtuoso


def all_engines(qkg: list[str]) -> dict[str, Engine]:
    """By name; ``oxigraph`` is the one that ratios are taken to."""
    engines: list[Engine] = [Oxigraph(), Qkg(qkg), Fuseki(), Virtuoso(), Comunica(), RdflibEndpoint()]
    return {engine.name: engine for engine in engines}


def chosen(names: str, known: Mapping[str, Engine]) -> list[Engine]:
    """The engines of these names, separated by commas; the program ends when there is no such engine."""
    asked = names.split(",") if names else list(known)
    unknown = [name for name in asked if name not in known]
    if unknown:
        sys.exit(f"no such engine: {', '.join(unknown)}; there are {', '.join(known)}")
    return [known[name] for name in asked]
