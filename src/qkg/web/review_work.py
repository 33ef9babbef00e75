"""What is done with drafts under review: opened, decided, checked, published; off the loop where it is long.

Knows store and folder, not requests.
"""

import asyncio
from functools import partial
from pathlib import Path
from typing import Any, Final

from qkg.errors import CheckFailed, NotADraft
from qkg.ingest.acceptance import Change, accepted, questions
from qkg.ingest.referring import referred
from qkg.ingest.review import bundle, candidates, decisions
from qkg.ingest.review.adding import completed
from qkg.ingest.review.bundle import Bundle
from qkg.ingest.review.decisions import Decisions
from qkg.ingest.review.desk import Desk, Work
from qkg.ingest.review.reviewing import Reviewed, opened, reviewed
from qkg.namespaces import THING
from qkg.store.contract import Update
from qkg.store.view import View
from qkg.web import review_asking, review_finding
from qkg.web.parts import Parts
from qkg.web.review_jobs import Jobs

Json = dict[str, Any]
FILE: Final = "draft.ttl"
SHOWN: Final = 50
"""Findings in an answer that refuses."""


class Reviews:
    """The drafts of one folder, over one store."""

    def __init__(self, parts: Parts, place: Path) -> None:
        self._parts = parts
        self._desk = Desk(place)
        self._jobs = Jobs(parts.settings.update_seconds)
        self._changing = asyncio.Lock()

    async def listed(self) -> list[Json]:
        """All drafts in a few words each."""
        return await asyncio.to_thread(lambda: [_told(self._desk.open(one)) for one in self._desk.names()])

    async def drafted(self, order: dict[str, str], content: bytes) -> Bundle:
        """A text, read and kept."""
        known = await review_asking.names(await self._view())
        outcome = await self._jobs.run("draft", order, content, known)
        return await self.kept(outcome["bundle"].encode())

    async def kept(self, content: bytes) -> Bundle:
        """A bundle, kept once it has proved to be one."""
        return await asyncio.to_thread(self._keep, content)

    def _keep(self, content: bytes) -> Bundle:
        given = bundle.read(content)
        try:
            candidates.shown(given)
            given.written()
        except (ValueError, KeyError, IndexError) as error:
            raise NotADraft(f"the draft is damaged: {error}") from error
        self._desk.put(given)
        return given

    async def open(self, name: str) -> Work:
        """One draft with its decisions."""
        return await asyncio.to_thread(self._desk.open, name)

    async def shown(self, work: Work) -> Json:
        """All that a curator sees."""
        told = await asyncio.to_thread(lambda: candidates.shown(completed(work.bundle, work.decided)))
        there = {iri for one in told["candidates"] for some in one.get("roles", {}).values() for iri in some}
        there |= named(work.decided)
        found = await review_asking.labels(await self._view(), there - told["things"].keys())
        more = {iri: {"zh": zh, "en": en} for iri, (zh, en) in found.items()}
        return {**told, "things": {**told["things"], **more}, **self.state(work)}

    @staticmethod
    def state(work: Work) -> Json:
        """What has been decided."""
        return {"decisions": work.decided.model_dump(exclude_defaults=True), "published": work.published}

    async def decide(self, name: str, tag: str, change: Any) -> Work:
        """Merge a change into the decisions made upon the state of that tag."""
        async with self._changing:
            work = await self.open(name)
            self._desk.check(name, tag)
            decided = decisions.merged(work.decided, change)
            await self.made(work.bundle, decided)
            await asyncio.to_thread(self._desk.decide, name, work.tag, decided)
            return await self.open(name)

    async def remove(self, name: str, tag: str) -> None:
        """Take a draft away."""
        async with self._changing:
            await asyncio.to_thread(self._desk.remove, name, tag)

    async def made(self, given: Bundle, decided: Decisions) -> Reviewed:
        """The graph that follows from decisions."""
        links = named(decided)
        known = await review_asking.labels(await self._view(), links) if links else {}
        return await asyncio.to_thread(reviewed, given, decided, known)

    async def findings(self, made: Reviewed) -> list[Json]:
        """What is wrong with it, each beside its candidate."""
        context = await review_asking.rows(await self._view(), referred(made.triples), "spo")
        turtle = await asyncio.to_thread(made.turtle)
        found = await self._jobs.run("check", {"file": FILE}, turtle.encode(), context)
        return review_finding.of(made, found["findings"])

    async def publish(self, name: str, tag: str, by: str) -> tuple[Change, int]:
        """Check, and commit as the article's own graph; CheckFailed, Overtaken, Refused change nothing."""
        work = await self.open(name)
        self._desk.check(name, tag)
        made = await self.made(work.bundle, work.decided)
        errors = review_finding.errors(await self.findings(made))
        if errors:
            first = errors[0]["message"]["en"]
            told = f"{name} is not sound and was not published: {len(errors)} errors; the first: {first}"
            raise CheckFailed(told, tuple(errors[:SHOWN]))
        async with self._changing, self._parts.writing:
            await asyncio.to_thread(self._desk.check, name, work.tag)
            change, number = await self._commit(made, by)
            await asyncio.to_thread(self._desk.publish, name, number)
        return change, number

    async def _commit(self, made: Reviewed, by: str) -> tuple[Change, int]:
        view = await self._view()
        answers: dict[str, Any] = {
            query: [tuple(one.values()) for one in await view.rows(text)]
            for query, text in questions(made.graph, made.triples).items()
        }
        change = await asyncio.to_thread(partial(accepted, made.graph, made.triples, answers, by=by))
        if not change.update:
            return change, view.generation.number
        committed = await self._parts.store.update(Update(change.update, strict=self._parts.strict))
        return change, committed.generation.number

    async def _view(self) -> View:
        return await View.newest(self._parts.store, self._parts.settings.query_seconds)


def named(decided: Decisions) -> set[str]:
    """The things that decisions point to."""
    each = decided.candidates.values()
    ends = {iri for one in each for some in one.roles.values() for iri in some}
    return ends | {one.link for one in each if one.link}


def _told(work: Work) -> Json:
    facts = {one.value.removeprefix(THING) for one in opened(work.bundle).facts()}
    facts |= {one.thing.removeprefix(THING) for one in work.bundle.left if one.turtle}
    facts |= work.decided.added.keys()
    decided = sum(bool(one.verdict) for name, one in work.decided.candidates.items() if name in facts)
    return {
        "name": work.bundle.slug,
        "title": work.bundle.title,
        "date": work.bundle.published,
        "changed": work.changed.isoformat(timespec="seconds"),
        "candidates": len(facts),
        "decided": decided,
        "published": work.published,
    }
