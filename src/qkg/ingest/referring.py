"""What a draft names without describing it: the question to ask a store before the draft is checked."""

from collections.abc import Iterable

import pyoxigraph as ox

from qkg.namespaces import THING


def referred(triples: Iterable[ox.Triple]) -> str:
    """The SELECT for what a store says of the things that a draft names and does not describe."""
    every = list(triples)
    described = {one.subject for one in every}
    named = {one.object for one in every if isinstance(one.object, ox.NamedNode)} - described
    things = " ".join(sorted(str(one) for one in named if one.value.startswith(THING)))
    return f"SELECT DISTINCT ?s ?p ?o WHERE {{ VALUES ?s {{ {things} }} ?s ?p ?o }}"
