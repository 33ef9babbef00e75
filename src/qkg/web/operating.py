"""What operators ask: health, figures, running queries."""

from typing import Final

from qkg.errors import QkgError
from qkg.web.exchange import Exchange, Reply, encoded, json_reply, not_allowed
from qkg.web.metrics import CONTENT_TYPE
from qkg.web.parts import Parts
from qkg.web.problems import Problem, Refusal, of_error

READ: Final = ("GET", "HEAD")


class Operating:
    """The addresses for operators."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def live(self, exchange: Exchange) -> None:
        """The process answers."""
        await self._only(READ, exchange, json_reply({"status": "live"}))

    async def ready(self, exchange: Exchange) -> None:
        """Queries would be answered: 200, else 503 with the reason."""
        try:
            health = await self._parts.store.health()
        except QkgError as error:
            return await exchange.refuse(of_error(error))
        found = {
            "status": "ready" if health.ready else "not ready",
            "reason": health.reason,
            "busy": health.busy,
            "idle": health.idle,
            "generation": health.generation.number,
            "quads": health.quads,
            "settled": health.settled and self._parts.keeper.standing == health.generation,
        }
        await self._only(READ, exchange, json_reply(found, 200 if health.ready else 503))

    async def metrics(self, exchange: Exchange) -> None:
        """The figures."""
        health = await self._parts.store.health()
        page = self._parts.metrics.page(health, len(self._parts.register), self._parts.results.used)
        headers = {"content-type": CONTENT_TYPE, "cache-control": "no-store"}
        await self._only(READ, exchange, Reply(200, encoded(headers), page))

    async def queries(self, exchange: Exchange) -> None:
        """The running queries; ``/queries/{id}`` is one of them, which DELETE ends."""
        id = exchange.path().removeprefix("/queries").strip("/")
        try:
            self._parts.operator.check(exchange)
            if id:
                await self._one(exchange, id)
            else:
                await self._only(READ, exchange, json_reply({"queries": self._parts.register.shown()}))
        except Refusal as refusal:
            await exchange.refuse(refusal.problem)

    async def _one(self, exchange: Exchange, id: str) -> None:
        found = next((one for one in self._parts.register.shown() if one["id"] == id), None)
        if exchange.method not in (*READ, "DELETE"):
            return await exchange.refuse(not_allowed((*READ, "DELETE")))
        if found is None:
            detail = "No query of that id is running."
            raise Refusal(Problem(404, "no-such-query", "There is no such running query", detail))
        if exchange.method == "DELETE":
            self._parts.register.cancel(id)
            return await exchange.reply(Reply(204, []))
        await exchange.reply(json_reply(found))

    @staticmethod
    async def _only(methods: tuple[str, ...], exchange: Exchange, reply: Reply) -> None:
        if exchange.method in methods:
            await exchange.reply(reply)
        else:
            await exchange.refuse(not_allowed(methods))
