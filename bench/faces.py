"""Two services before one engine, written and read through both, for as long as wanted.

One is killed and started again, one is cut off from the engine and joined again. At the end both hold the
same, every acknowledged write was done once, and no answer was older than a second unless it said so.

``python -m bench.faces --minutes 10``; exit code 1 when anything of that does not hold.
"""

import argparse
import asyncio
import json
import os
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bench.engines.fuseki import Fuseki
from bench.partition import Partition
from bench.server import Server
from bench.service import Service
from bench.visitors import KILLED, Visitors
from bench.witness import Witness

HEAP = ["-Xmx512m", "-XX:+UseSerialGC"]
SETTLED = 60.0
"""So long after its engine is back a service may take to answer as ever."""


@dataclass
class Faces:
    """One run."""

    seconds: float
    place: Path
    witness: Witness = field(default_factory=Witness)

    def run(self) -> dict[str, object]:
        """The whole of it, and its report."""
        engine = Fuseki()
        engine.install()
        data = self.place / "data"
        data.mkdir()
        command = engine.command(data, data, writable=True)
        command.words[1:2] = HEAP
        with Server(command, self.place / "fuseki.log", 180) as server:
            return asyncio.run(self._before(server.port))

    async def _before(self, port: int) -> dict[str, object]:
        async with Partition(port) as partition:
            near = Service("near", f"sparql+http://127.0.0.1:{port}/bench", self.place)
            there = f"sparql+http://{partition.engine_host}:{partition.engine_port}/bench"
            far = Service("far", there, self.place, partition.host, partition.words)
            try:
                await near.start()
                await far.start()
                await self._play(near, far, partition)
                same = await self._digests(near, far)
                return self._report(same, partition.how)
            finally:
                for one in (near, far):
                    one.stop()

    async def _play(self, near: Service, far: Service, partition: Partition) -> None:
        async with Visitors(self.witness, (near, far)) as visitors:
            await visitors.begin()
            await asyncio.sleep(self.seconds * 0.2)
            near.kill()
            self.witness.excused.add(near.name)
            self.witness.note(f"{KILLED} {near.name}")
            await asyncio.sleep(self.seconds * 0.05)
            await near.start()
            self.witness.excused.discard(near.name)
            self.witness.note(f"started {near.name} again")
            await asyncio.sleep(self.seconds * 0.2)
            self.witness.excused.add(far.name)
            partition.cut()
            self.witness.note(f"cut off {far.name}")
            await asyncio.sleep(self.seconds * 0.25)
            partition.join()
            self.witness.note(f"joined {far.name} again")
            await visitors.well(far, SETTLED)
            self.witness.note(f"{far.name} answers as ever")
            self.witness.excused.discard(far.name)
            await asyncio.sleep(self.seconds * 0.3)

    async def _digests(self, near: Service, far: Service) -> bool:
        """Whether both hold the same, and the number is that of the acknowledged writes."""
        await asyncio.sleep(2)
        dumps = []
        async with httpx.AsyncClient(trust_env=False, timeout=120) as client:
            for one in (near, far):
                answer = await client.get(f"{one.address}dump/qkg.nq")
                dumps.append(sorted(answer.text.splitlines()))
        total = f'<urn:total> <urn:is> "{len(self.witness.acknowledged)}"'
        if not any(line.startswith(total) for line in dumps[0]):
            said = [line for line in dumps[0] if line.startswith("<urn:total>")]
            self.witness.wrong.append(f"{len(self.witness.acknowledged)} writes, and the number is {said}")
        return dumps[0] == dumps[1]

    def _report(self, same: bool, how: str) -> dict[str, object]:
        seen = self.witness
        return {
            "minutes": round((time.monotonic() - seen.began) / 60, 2),
            "cut by": how,
            "writes": dict(seen.writes),
            "answers": dict(seen.reads),
            "marked as maybe old": seen.marked,
            "oldest unmarked, seconds": round(seen.oldest, 3),
            "refused": dict(seen.refused),
            "sent again": seen.doubts,
            "events": seen.events,
            "same content": same,
            "behind": dict(seen.behind),
            "wrong": seen.wrong[:20] + ([] if same else ["the services do not hold the same"]),
        }


def main() -> None:
    """Run, print the report, and say by the exit code whether all held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10, help="how long to write and read")
    minutes = parser.parse_args().minutes
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="qkg-faces-") as place:
        report = Faces(minutes * 60, Path(place)).run()
    print(json.dumps(report, ensure_ascii=False, indent=1))
    sys.exit(1 if report["wrong"] else os.EX_OK)


if __name__ == "__main__":
    main()
