"""The update that publishes staged graphs: all of them and the catalogue, or nothing.

Every part of it holds only while the catalogue is at the state that the write was made from and the lease is
that of the writer. Where an update of several operations is one step, they follow each other; elsewhere a
single operation does all, because that is one step on every engine. Must not know HTTP.
"""

from collections.abc import Iterator, Sequence

from qkg.store.generations import NOTHING, Said
from qkg.store.remote.catalogue import LAYOUTS, LEASE, META, STORE, UNION, Catalogue, term
from qkg.store.remote.notes import NOTES, note_of, words
from qkg.store.remote.profile import Profile
from qkg.store.remote.staging import Staged

IN_META = f"GRAPH <{META}>"


def publication(
    profile: Profile, before: Catalogue, after: Catalogue, staged: Sequence[Staged], said: Said = NOTHING
) -> str:
    """The update; ``after.nonce`` is the writer who holds the lease."""
    if profile.atomic_updates:
        return " ;\n".join(_steps(before, after, staged, said))
    return _one_step(before, after, staged, said)


def held(nonce: str, holder: str) -> str:
    """The condition of a commit: the catalogue at this state, the lease with this holder."""
    return f'{IN_META} {{ <{STORE}> {term("nonce")} "{nonce}" . <{LEASE}> {term("holder")} "{holder}" }}'


def _steps(before: Catalogue, after: Catalogue, staged: Sequence[Staged], noted: Said) -> Iterator[str]:
    still = held(before.nonce, after.nonce)
    if before.union:
        yield from _union_steps(staged, still)
    for one in staged:
        old = f"GRAPH <{one.graph}> {{ ?s ?p ?o }}"
        yield f"DELETE {{ {old} }} WHERE {{ {still} {old} }}"
        if one.place:
            yield f"INSERT {{ {old} }} WHERE {{ {still} GRAPH <{one.place}> {{ ?s ?p ?o }} }}"
            yield f"DROP SILENT GRAPH <{one.place}>"
        known = f"{IN_META} {{ <{one.graph}> ?p ?o }}"
        yield f"DELETE {{ {known} }} WHERE {{ {still} {known} }}"
    said = "\n".join(entry(one.graph, after) for one in staged if one.graph in after.holdings)
    if said:
        yield f"INSERT {{ {IN_META} {{ {said} }} }} WHERE {{ {still} }}"
    old = f"{IN_META} {{ <{STORE}> ?p ?o }}"
    note = _triples(note_of(after.nonce), words(after, noted))
    new = f"{IN_META} {{ {head(after)} }} GRAPH <{NOTES}> {{ {note} }}"
    yield f"DELETE {{ {old} }} INSERT {{ {new} }} WHERE {{ {still} {old} }}"
    lease = f"{IN_META} {{ <{LEASE}> ?p ?o }}"
    yield f"DELETE {{ {lease} }} WHERE {{ {held(after.nonce, after.nonce)} {lease} }}"


def _one_step(before: Catalogue, after: Catalogue, staged: Sequence[Staged], noted: Said) -> str:
    """Old triples and new ones as the solutions of one pattern."""
    still = held(before.nonce, after.nonce)
    names = " ".join(f"<{one.graph}>" for one in staged)
    subjects = ", ".join(f"<{name}>" for name in (STORE, LEASE, *(one.graph for one in staged)))
    parts = [
        f"GRAPH ?g {{ ?s ?p ?o }} VALUES ?g {{ {names} }}",
        f"{IN_META} {{ ?s ?p ?o FILTER(?s IN ({subjects})) }} BIND(<{META}> AS ?g)",
        *(f"GRAPH <{one.place}> {{ ?a ?b ?c }} BIND(<{one.graph}> AS ?h)" for one in staged if one.place),
        f"VALUES (?a ?b ?c) {{ {_rows(after, staged)} }} BIND(<{META}> AS ?h)",
        f"VALUES (?a ?b ?c) {{ {_lines(note_of(after.nonce), words(after, noted))} }} BIND(<{NOTES}> AS ?h)",
        *(_union_parts(staged) if before.union else ()),
    ]
    where = "\nUNION ".join(f"{{ {still} {part} }}" for part in parts)
    return f"DELETE {{ GRAPH ?g {{ ?s ?p ?o }} }} INSERT {{ GRAPH ?h {{ ?a ?b ?c }} }} WHERE {{ {where} }}"


def _union_steps(staged: Sequence[Staged], still: str) -> Iterator[str]:
    """The union graph first: what leaves it, while the old graphs are still there, then what comes."""
    there = f"GRAPH <{UNION}> {{ ?s ?p ?o }}"
    for one in staged:
        yield f"DELETE {{ {there} }} WHERE {{ {still} {_only(one, staged)} }}"
    for one in staged:
        if one.place:
            yield f"INSERT {{ {there} }} WHERE {{ {still} GRAPH <{one.place}> {{ ?s ?p ?o }} }}"


def _union_parts(staged: Sequence[Staged]) -> Iterator[str]:
    for one in staged:
        yield f"{_only(one, staged)} BIND(<{UNION}> AS ?g)"
        if one.place:
            yield f"GRAPH <{one.place}> {{ ?a ?b ?c }} BIND(<{UNION}> AS ?h)"


def _only(one: Staged, staged: Sequence[Staged]) -> str:
    """The triples of a graph that stand in no graph that stays."""
    names = ", ".join(f"<{each.graph}>" for each in staged)
    stays = f"{IN_META} {{ ?other {term('size')} ?any }} FILTER(?other NOT IN ({names}))"
    other = f"GRAPH ?other {{ ?s ?p ?o }} {stays}"
    return f"GRAPH <{one.graph}> {{ ?s ?p ?o }} FILTER NOT EXISTS {{ {other} }}"


def _rows(after: Catalogue, staged: Sequence[Staged]) -> str:
    known = [one.graph for one in staged if one.graph in after.holdings]
    said = [(STORE, about(after)), *((name, held_as(name, after)) for name in known)]
    return " ".join(_lines(subject, told) for subject, told in said)


def _lines(subject: str, told: dict[str, str]) -> str:
    return " ".join(f'(<{subject}> {term(name)} "{value}")' for name, value in told.items())


def about(state: Catalogue) -> dict[str, str]:
    """What the catalogue says of the store, by word."""
    number, time = state.generation.number, state.generation.time.isoformat()
    return {"generation": str(number), "nonce": state.nonce, "time": time, "layout": LAYOUTS[state.union]}


def held_as(graph: str, state: Catalogue) -> dict[str, str]:
    """What it says of a graph, by word."""
    one = state.holdings[graph]
    return {"size": str(one.size), "stamp": one.stamp}


def head(state: Catalogue) -> str:
    """What the catalogue says of the store, as triples."""
    return _triples(STORE, about(state))


def entry(graph: str, state: Catalogue) -> str:
    """What the catalogue says of a graph, as triples."""
    return _triples(graph, held_as(graph, state))


def _triples(subject: str, words: dict[str, str]) -> str:
    return f"<{subject}> " + " ; ".join(f'{term(name)} "{value}"' for name, value in words.items()) + " ."
