"""What each commit leaves on the engine beside the catalogue: a note that it was made, by whom and when.

The catalogue names the newest commit alone; whether an earlier one was made shows here. Old notes go.
"""

from datetime import UTC, datetime
from typing import Final

from qkg.errors import QkgError
from qkg.store.contract import Committed, Generation, Key
from qkg.store.generations import Said, same
from qkg.store.remote.catalogue import META, Catalogue, term, text
from qkg.store.remote.client import Client, Pairs
from qkg.store.remote.questions import rows

NOTES: Final = META + "/notes"
"""The graph of the notes; it is ours, and not published."""
IN_NOTES: Final[Pairs] = (("default-graph-uri", NOTES),)
KEPT: Final = 1_000
EVERY: Final = 50
"""Notes of the newest KEPT generations stay; after so many commits the others are dropped."""
NUMBER: Final = "http://www.w3.org/2001/XMLSchema#integer"


def note_of(holder: str) -> str:
    """What a commit is called."""
    return f"{META}/commit/{holder}"


def words(after: Catalogue, said: Said) -> dict[str, str]:
    """What the note says of a commit; names of keys are written so that nothing in them is a sign."""
    key, created = said
    found = {"generation": str(after.generation.number), "time": after.generation.time.isoformat()}
    keyed = (
        {"key": key.name.encode().hex(), "digest": key.digest, "created": str(int(created))} if key else {}
    )
    return found | keyed


async def repeated(client: Client, key: Key, seconds: float) -> Committed | None:
    """What the commit of that key did; KeyReused when it was another one."""
    asked = " ; ".join(f"{term(name)} ?{name}" for name in ("generation", "time", "digest", "created"))
    query = f'SELECT * {{ ?s {term("key")} "{key.name.encode().hex()}" ; {asked} }}'
    for row in await rows(client, query, seconds, IN_NOTES):
        same(key, text(row, "digest"))
        made = datetime.fromisoformat(text(row, "time")).astimezone(UTC)
        return Committed(Generation(int(text(row, "generation")), made), text(row, "created") == "1")
    return None


async def committed(client: Client, holder: str, seconds: float) -> bool:
    """Whether that holder's commit was made."""
    query = f"SELECT ?n {{ <{note_of(holder)}> {term('generation')} ?n }}"
    return bool(await rows(client, query, seconds, IN_NOTES))


async def thin(client: Client, number: int, seconds: float) -> None:
    """Drop old notes, now and then; what fails is done another time."""
    if number % EVERY:
        return
    old = (
        f"GRAPH <{NOTES}> {{ ?s ?p ?o . ?s {term('generation')} ?n }} "
        f"FILTER(<{NUMBER}>(?n) <= {number - KEPT})"
    )
    try:
        await client.update(f"DELETE {{ GRAPH <{NOTES}> {{ ?s ?p ?o }} }} WHERE {{ {old} }}", seconds)
    except QkgError:
        return
