"""A text at which workers die: passed over the fourth time, and only that one."""

import json
from pathlib import Path

from bench import texts as made
from qkg.dataset.assets import find_assets
from qkg.ingest.batch import LOST
from qkg.ingest.ingesting import packaged
from qkg.ingest.scale import sealing, texts, trail
from qkg.ingest.scale.job import Job, Knowledge
from qkg.ingest.scale.trail import DEATHS, Trail
from qkg.ingest.scale.working import work
from qkg.ingest.working import Told


def test_three_deaths_at_one_text(tmp_path: Path) -> None:
    """Attempts that ended there by force left their trails; the part is then done without that text."""
    listed = list(texts.lines(list(made.write(tmp_path / "archive", 3))))
    (tmp_path / texts.LIST).write_bytes(b"".join(listed))
    place = tmp_path / sealing.PARTS
    place.mkdir()
    (part,) = texts.parts(listed, 10)
    for _ in range(DEATHS):
        assert not trail.deadly(place, part.name)
        attempt = Trail(place, part.name)
        attempt.__enter__()
        attempt.at(1)
    assert trail.deadly(place, part.name) == {1}
    work(Job(tmp_path, Told("")), part, Knowledge(packaged(find_assets())))
    seal = json.loads(sealing.seal_file(tmp_path, part.name).read_text())
    assert seal["left_out"] == [[1, LOST]]
    assert [number for number, *_ in seal["graphs"]] == [0, 2]
    assert not list(place.glob(".trail-*"))
