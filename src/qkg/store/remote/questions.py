"""Small questions that the store itself puts to its engine: whole answers, as terms."""

import asyncio
from typing import Final

import httpx
import pyoxigraph as ox

from qkg.errors import AnswerIncomplete, EngineUnavailable
from qkg.store.remote.catalogue import ALL, HEAD, META, SURVEY, Catalogue, surveyed, text, written
from qkg.store.remote.client import Client, Pairs
from qkg.store.remote.completeness import FEWEST, ROUND
from qkg.terms import Term

JSON: Final = "application/sparql-results+json"
IN_META: Final[Pairs] = (("default-graph-uri", META),)
Solution = dict[str, Term]


async def rows(client: Client, query: str, seconds: float, dataset: Pairs = ()) -> list[Solution]:
    """The solutions of a SELECT; silence beyond the seconds counts as a failure of the engine."""
    try:
        async with asyncio.timeout(seconds):
            response = await client.ask(query, JSON, seconds, dataset)
            try:
                body = await response.aread()
            finally:
                await response.aclose()
    except TimeoutError as error:
        client.breaker.failed(f"silent for {seconds:g} seconds", silent=True)
        text = f"{client.profile.title} is silent; see that it runs and is not overloaded"
        raise EngineUnavailable(text, client.breaker.retry_after) from error
    except httpx.HTTPError as error:
        client.breaker.failed("its answer broke off")
        raise AnswerIncomplete(f"{client.profile.title} broke off its answer") from error
    return parsed(client, body)


def parsed(client: Client, body: bytes) -> list[Solution]:
    """The solutions in SPARQL JSON; AnswerIncomplete when it is not whole."""
    try:
        found = ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
        if isinstance(found, ox.QueryBoolean):
            return [{"yes": ox.Literal(bool(found))}]
        names = [one.value for one in found.variables]
        return [{name: value for name in names if (value := row[name]) is not None} for row in found]
    except (SyntaxError, ValueError) as error:
        raise AnswerIncomplete(f"{client.profile.title} gave an answer that is not whole: {error}") from error


async def catalogue(client: Client, seconds: float) -> Catalogue | None:
    """The one in the engine; None when there is none."""
    return written(await _all(client, ALL, seconds, IN_META))


async def survey(client: Client, seconds: float) -> Catalogue:
    """What the engine holds, counted by itself."""
    return surveyed(await _all(client, SURVEY, seconds))


async def _all(client: Client, query: str, seconds: float, dataset: Pairs = ()) -> list[Solution]:
    """The solutions; AnswerIncomplete when a round number of them is not all that there are."""
    found = await rows(client, query, seconds, dataset)
    if len(found) < FEWEST or len(found) % ROUND:
        return found
    counted = f"SELECT (COUNT(*) AS ?n) {{ {{ {query} }} }}"
    there = int(text((await rows(client, counted, seconds, dataset))[0], "n"))
    if there != len(found):
        raise AnswerIncomplete(
            f"{client.profile.title} gave {len(found):,} of {there:,} rows of its catalogue; raise its limit"
        )
    return found


async def sizes(client: Client, seconds: float) -> dict[str, int]:
    """Every graph that the engine shows, its own and ours too, with its triples."""
    return {text(row, "g"): int(text(row, "n")) for row in await _all(client, SURVEY, seconds) if "g" in row}


async def nonce(client: Client, seconds: float) -> str:
    """The last commit of ours that the engine knows; empty: none."""
    found = await rows(client, HEAD, seconds, IN_META)
    said = {text(row, "p").removeprefix(META + "#"): text(row, "o") for row in found}
    return said.get("nonce", "")
