"""The remote store: ``qkg.store.contract.Store`` over an engine that speaks SPARQL 1.1.

Queries are read at the desk, then put to the engine, and its answers parsed and written again. Writes are
applied to the working copy and published by a commit. A loop follows what other services commit.
"""

import asyncio
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from qkg.errors import NoSuchGeneration, NoSuchGraph, QkgError, ReadOnly
from qkg.media import Format
from qkg.store.children import Children
from qkg.store.contract import Committed, Generation, GraphWrite, Health, Key, Request, Update
from qkg.store.guard import refuse
from qkg.store.limits import Limits
from qkg.store.pen import Writing
from qkg.store.remote import notes, reading, text
from qkg.store.remote.catalogue import Catalogue
from qkg.store.remote.catalogue import text as value
from qkg.store.remote.client import NTRIPLES, Client, Pairs
from qkg.store.remote.commits import Commits
from qkg.store.remote.committing import PATIENCE
from qkg.store.remote.completeness import complete
from qkg.store.remote.copying import WorkingCopy
from qkg.store.remote.dataset import without_from
from qkg.store.remote.decimals import whole
from qkg.store.remote.desk import Desk
from qkg.store.remote.following import SECONDS as SILENCE
from qkg.store.remote.following import Following
from qkg.store.remote.naming import without_escapes
from qkg.store.remote.profile import UNNAMED
from qkg.store.remote.questions import JSON, rows
from qkg.store.remote.reading import Blocks, Translate, Translated
from qkg.store.remote.scope import scoped
from qkg.store.remote.transfer import lines
from qkg.store.remote.values import with_values
from qkg.store.slots import Slots
from qkg.store.wire import ROWS, TRIPLES
from qkg.store.workers import Workers

UNKNOWN: Final = Generation(0, datetime.fromtimestamp(0, UTC))


@dataclass(frozen=True)
class Rules:
    """How the store works with its engine.

    survey_seconds: so often the engine is asked what it holds, to see what others wrote; 0 never.
    copy_quads: writes need a working copy, which is made of engines with up to so many quads.
    patience: seconds for which an engine that was lost during a commit is waited for. silence: seconds
    after which the smallest question has failed.
    """

    limits: Limits = field(default_factory=Limits)
    writing: Writing | None = None
    export_seconds: float = 600.0
    survey_seconds: float = 60.0
    copy_quads: int = 5_000_000
    patience: float = PATIENCE
    silence: float = SILENCE


class RemoteStore:
    """A store on an engine; without ``writing`` it takes no writes."""

    def __init__(self, client: Client, rules: Rules) -> None:
        self._client, self._rules = client, rules
        limits = rules.limits
        self._place = tempfile.TemporaryDirectory(prefix="qkg-engine-")
        place = Path(self._place.name)
        self._children = Children()
        self._desk = Desk(self._children, place / "desk", limits)
        self._following = Following(client, rules.survey_seconds, rules.silence)
        copy = WorkingCopy(self._children, place, rules.writing, rules.copy_quads) if rules.writing else None
        self._commits = Commits(client, copy, rules.patience)
        self._slots, self._workers = Slots(limits.workers, limits.queue), Workers(limits.workers)
        self._context = Path(limits.context) if limits.context else None
        self._running: set[Translated] = set()
        self._starting: asyncio.Task[None] | None = None
        self._closed = False

    async def start(self) -> None:
        """Read the catalogue of the engine, or survey it; the first call of anything else does the same."""
        if self._starting is None or (self._starting.done() and self._starting.exception()):
            self._starting = asyncio.get_running_loop().create_task(self._begin())
        await asyncio.shield(self._starting)

    async def _begin(self) -> None:
        await asyncio.gather(self._desk.start(), self._following.start())

    def at_once(self, _request: Request) -> None:
        """Nothing is answered without the engine."""

    async def query(self, request: Request) -> Translated:
        """Evaluate a query; see the contract."""
        state = await self._state(request.generation)
        limits = self._rules.limits
        refuse(request.text)
        text.refuse(request.text, self._client.profile.deepest)
        seconds = request.seconds or limits.seconds
        until = asyncio.get_running_loop().time() + seconds
        kind = await self._desk.kind(request, seconds)
        sent = text.constructed(with_values(request.text, request.bindings))
        sent = without_escapes(without_from(text.with_prefixes(sent, request.prefixes)))
        sent = sent if self._client.profile.lateral else text.without_lateral(sent)
        wanted = reading.format_of(kind, {ROWS: request.rows, TRIPLES: request.graph})
        work = reading.rows(wanted) if kind == ROWS else reading.triples(wanted, self._context)
        accept = JSON if kind == ROWS else NTRIPLES
        sent, pairs = scoped(sent, request, state)
        blocks = self._asked(sent, accept, until, pairs)
        if kind == ROWS:
            blocks = complete(blocks, lambda: self._number(sent, pairs, seconds), self._client.profile.title)
        return await self._answer(state, wanted, blocks, until, work)

    async def _number(self, sent: str, pairs: Pairs, seconds: float) -> int:
        """How many rows the engine says that a query has."""
        found = await rows(self._client, text.counted(sent), seconds, pairs)
        return int(value(found[0], "qkgN"))

    async def _asked(self, sent: str, accept: str, until: float, pairs: Pairs) -> Blocks:
        left = until - asyncio.get_running_loop().time()
        response = await self._client.ask(sent, accept, max(left, 0.001), pairs)
        try:
            blocks = response.aiter_bytes()
            async for block in whole(blocks) if self._client.profile.pointed else blocks:
                yield block
        finally:
            await response.aclose()

    async def dump(
        self, format: Format, graphs: Sequence[str] | None = None, generation: int | None = None
    ) -> Translated:
        """The quads of these graphs or of all; see the contract."""
        state = await self._state(generation)
        names = [UNNAMED, *state.graphs] if graphs is None else list(graphs)
        work = reading.quads(format, self._context)
        return await self._export(state, format, names, work)

    async def graph(self, graph: str | None, format: Format, generation: int | None = None) -> Translated:
        """The triples of one graph; see the contract."""
        state = await self._state(generation)
        if graph is not None and graph not in state.graphs:
            raise NoSuchGraph(f"there is no graph <{graph}>")
        work = reading.bare(format, self._context)
        return await self._export(state, format, [UNNAMED if graph is None else graph], work)

    async def _export(
        self, state: Catalogue, format: Format, names: Sequence[str], work: Translate
    ) -> Translated:
        seconds = self._rules.export_seconds
        until = asyncio.get_running_loop().time() + seconds
        return await self._answer(state, format, lines(self._client, state, names, seconds), until, work)

    async def _answer(
        self, state: Catalogue, format: Format, blocks: Blocks, until: float, work: Translate
    ) -> Translated:
        await self._slots.take(max(until - asyncio.get_running_loop().time(), 0))
        answer = Translated(format, state.generation, self._client.profile.title, self._finished)
        self._running.add(answer)
        await answer.begin(blocks, until, self._workers, work)
        return answer

    def _finished(self, answer: Translated) -> None:
        self._running.discard(answer)
        self._slots.give()

    async def has_graph(self, graph: str | None, generation: int | None = None) -> bool:
        """Whether the graph is there."""
        return graph is None or graph in (await self._state(generation)).graphs

    async def graphs(self, generation: int | None = None) -> dict[str, int]:
        """The named graphs and their sizes."""
        return dict((await self._state(generation)).graphs)

    async def update(self, update: Update) -> Committed:
        """Apply an update; see the contract."""
        fields = {"text": update.text, "prefixes": dict(update.prefixes), "source": update.source}
        return await self._write("update", self._writing.seconds, key=update.key, **fields)

    async def write(self, write: GraphWrite) -> Committed:
        """Put, post or delete one graph; see the contract."""
        bodies = [(path, format.name) for path, format in write.bodies]
        fields = {"method": write.method, "graph": write.graph, "bodies": bodies, "base": write.base}
        return await self._write("write", self._writing.seconds, key=write.key, **fields)

    async def repeated(self, key: Key) -> Committed | None:
        """What the write of that key did; the newest thousand commits are remembered."""
        await self.start()
        return await notes.repeated(self._client, key, self._rules.limits.seconds)

    async def load(self, paths: Sequence[tuple[str, Format, str | None]]) -> Committed:
        """Load files, all or none; see the contract."""
        files = [(path, format.name, graph) for path, format, graph in paths]
        return await self._write("load", self._writing.load_seconds, files=files)

    @property
    def _writing(self) -> Writing:
        if self._rules.writing is None:
            raise ReadOnly("this service only reads from its engine")
        return self._rules.writing

    async def _write(self, name: str, seconds: float, **fields: Any) -> Committed:
        await self.start()
        after, done = await self._commits.perform(name, seconds, **fields)
        if after is not None:
            self._following.take(after)
        return replace(done, generation=self._following.numbered(done.generation))

    async def adopt(self) -> Catalogue:
        """Take what the engine holds into the catalogue, whoever wrote it, as a new generation."""
        await self.start()
        state = await self._commits.adopt()
        self._following.take(state, adopted=True)
        return state

    @property
    def stale(self) -> bool:
        """Whether answers may be older than a second; see the contract."""
        return self._following.stale

    async def generations(self) -> list[Generation]:
        """The one that there is: an engine keeps no past states."""
        return [(await self._state(None)).generation]

    async def health(self) -> Health:
        """How the store is; waits a moment where the engine has not confirmed that for a second."""
        if self._starting is None and not self._closed:
            with suppress(QkgError):
                await self.start()
        await self._following.confirm()
        state = self._following.state
        free = self._rules.limits.workers - len(self._running)
        if self._closed or state is None:
            reason = (
                "closed" if self._closed else self._following.trouble or "the engine has not answered yet"
            )
            return Health(False, reason, 0, 0, UNKNOWN, 0)
        reason = self._following.reason
        return Health(
            not (self._client.breaker.open or self._following.refused),
            reason,
            len(self._running),
            max(free, 0),
            state.generation,
            state.quads,
        )

    async def aclose(self) -> None:
        """End all that runs here; the engine is left as it is."""
        if self._closed:
            return
        self._closed = True
        if self._starting is not None:
            self._starting.cancel()
        await self._following.aclose()
        for answer in list(self._running):
            await answer.aclose()
        self._workers.close()
        self._commits.close()
        self._desk.close()
        await asyncio.sleep(0)
        self._children.close()
        await self._client.aclose()
        self._place.cleanup()

    async def _state(self, generation: int | None) -> Catalogue:
        """The state that is asked for; NoSuchGeneration for any but the newest."""
        await self.start()
        state = self._following.state
        if state is None:
            raise AssertionError("a store that has started has a state")
        if generation not in (None, state.generation.number):
            raise NoSuchGeneration(
                f"generation {generation} is not here: {self._client.profile.title} keeps the newest state "
                f"only, which is {state.generation.number}"
            )
        return state
