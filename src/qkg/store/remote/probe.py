"""What an engine really does, asked of the engine itself and held against its profile.

Reading is tried with queries; writing, where that is wanted, in a staging graph that is dropped again. A
contradiction is what would make our answers wrong or our writes unsafe; a service does not start on one.
"""

import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Final

import httpx

from qkg.errors import AnswerIncomplete, EngineRefused, EngineUnavailable, QkgError, QueryTimeout
from qkg.store.remote.address import Address
from qkg.store.remote.catalogue import NAMED, STAGING, strangers, text
from qkg.store.remote.client import Client, Pairs
from qkg.store.remote.credentials import Credentials
from qkg.store.remote.dataset import of
from qkg.store.remote.profile import FUSEKI, PROFILES, Profile, by_server
from qkg.store.remote.questions import catalogue, rows, survey
from qkg.store.remote.trials import Trials

SECONDS: Final = 60.0
FUSEKI_SIGN: Final = "fuseki-request-id"
"""Fuseki no longer names itself, but numbers its requests."""
EACH: Final = 110
MANY: Final = EACH * EACH
"""More than the 10,000 at which engines cut most often."""
SHOWN: Final = 3
_NUMBERS: Final = " ".join(map(str, range(EACH)))
CROSSED: Final = f"SELECT ?a ?b {{ VALUES ?a {{ {_NUMBERS} }} VALUES ?b {{ {_NUMBERS} }} }}"
"""As many rows as MANY, of no data at all."""
SMALLEST: Final = "ASK {}"
"""Without a query some engines would begin to send all that they hold."""
COUNT: Final = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@dataclass(frozen=True)
class Found:
    """One thing that was tried: what the profile says, what was found, and whether that contradicts it."""

    name: str
    expected: str
    found: str
    contradiction: str = ""


async def identified(address: Address, credentials: Credentials) -> tuple[Profile, str]:
    """The profile that was asked for, or that of the Server header; and that header."""
    if address.profile and address.profile not in PROFILES:
        raise EngineRefused(f"there is no profile {address.profile!r}; there are {', '.join(PROFILES)}")
    header = await _header(address, credentials)
    return PROFILES[address.profile] if address.profile else by_server(header), header


async def _header(address: Address, credentials: Credentials) -> str:
    timeout = httpx.Timeout(10, connect=2)
    try:
        async with httpx.AsyncClient(timeout=timeout, trust_env=False) as client:
            where, auth = address.query or address.base, credentials.auth(digest=False)
            asked = httpx.URL(where).copy_merge_params({"query": SMALLEST})
            async with client.stream("GET", asked, auth=auth) as response:
                headers = response.headers
            return str(headers.get("server", FUSEKI.title if FUSEKI_SIGN in headers else ""))
    except httpx.HTTPError as error:
        raise EngineRefused(
            f"nothing answers at {address.origin}: see that the engine runs there and listens"
        ) from error


async def probed(client: Client, header: str, writing: bool) -> list[Found]:
    """All that is tried, in order; what cannot be tried is said."""
    found = [_kind(client.profile, header)]
    async for one in _reading(client):
        found.append(one)
    if writing:
        trials = Trials(client, f"{STAGING}probe-{uuid.uuid4().hex}/")
        for name, expected, trial in trials.all():
            found.append(await _tried(client, name, expected, trial))
        await trials.clean()
    return found


def refuse(client: Client, found: list[Found]) -> None:
    """EngineRefused when anything found contradicts the profile."""
    said = [f"{one.name}: {one.contradiction}" for one in found if one.contradiction]
    if said:
        raise EngineRefused(f"{client.profile.title} is not served from: " + "; ".join(said))


def _kind(profile: Profile, header: str) -> Found:
    meant = by_server(header)
    wrong = meant.server and profile.server and meant is not profile
    text = f"the server says it is {header!r}, not {profile.title}" if wrong else ""
    return Found("kind", profile.title, header or "it does not say", text)


async def _reading(client: Client) -> AsyncIterator[Found]:
    yield await _tried(client, "rows", f"all of {MANY:,}", _all_rows)
    yield await _tried(client, "dataset", "as the request says", _dataset)
    yield await _tried(client, "default graph", _said(client.profile.union), _default)
    yield await _tried(client, "catalogue", "", _catalogue)
    yield await _tried(client, "foreign writes", "none", _foreign)


Trial = Callable[[Client], Awaitable[tuple[str, str]]]
"""What was found, and how it contradicts the profile, or nothing."""


async def _tried(client: Client, name: str, expected: str, trial: Trial) -> Found:
    try:
        found, wrong = await trial(client)
    except QkgError as error:
        found, wrong = "failed", str(error)
    return Found(name, expected, found, wrong)


async def _all_rows(client: Client) -> tuple[str, str]:
    number = len(await rows(client, CROSSED, SECONDS))
    cut = f"it cuts results at {number:,} rows and says nothing; raise its limit (ResultSetMaxRows)"
    return f"{number:,}", "" if number == MANY else cut


async def _dataset(client: Client) -> tuple[str, str]:
    number = await _counted(client, COUNT, of((), ()))
    wrong = f"a query of no graph sees {number} triples: default-graph-uri is not obeyed" if number else ""
    return ("obeyed", "") if not wrong else ("not obeyed", wrong)


async def _default(client: Client) -> tuple[str, str]:
    try:
        own, named = await _counted(client, COUNT), await _counted(client, NAMED)
    except (AnswerIncomplete, EngineUnavailable, QueryTimeout) as error:
        return f"not counted in {SECONDS:g} s: {error}", ""
    return f"{own:,} triples of its own; {named:,} in named graphs", ""


async def _catalogue(client: Client) -> tuple[str, str]:
    state = await catalogue(client, SECONDS)
    if state is None:
        return "none: nothing was written by qkg yet", ""
    return f"generation {state.generation.number}, {len(state.graphs):,} graphs, {state.quads:,} quads", ""


async def _foreign(client: Client) -> tuple[str, str]:
    """Graphs whose size is not that of the catalogue; said, and served all the same.

    A large engine may take longer to count than a probe waits.
    """
    state = await catalogue(client, SECONDS)
    try:
        different = strangers(state, await survey(client, SECONDS)) if state else []
    except (AnswerIncomplete, EngineUnavailable, QueryTimeout) as error:
        return f"not compared in {SECONDS:g} s: {error}", ""
    if not different:
        return "none", ""
    shown = ", ".join(f"<{name}>" for name in different[:SHOWN])
    return f"{len(different):,} graphs, such as {shown}; qkg engine adopt takes them over", ""


async def _counted(client: Client, query: str, dataset: Pairs = ()) -> int:
    return int(text((await rows(client, query, SECONDS, dataset))[0], "n"))


def _said(union: bool | None) -> str:
    return "the union of all" if union else "not asked"
