"""Servers with settings of a test's own, over four triples; ended with all that they started."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.conftest import TINY, Served, serve_trig

Start = Callable[..., Served]
WRITER = {"Authorization": "Bearer write-secret"}
OPERATOR = {"Authorization": "Bearer admin-secret"}
TOKENS = {"QKG_WRITE_TOKEN": "write-secret", "QKG_ADMIN_TOKEN": "admin-secret"}


@pytest.fixture
def start(tmp_path: Path, environment: dict[str, str]) -> Iterator[Start]:
    """Starts servers; the content is TriG, the rest are settings by their environment names."""
    made: list[Served] = []

    def begin(*options: str, trig: str = TINY, **settings: str) -> Served:
        place = tmp_path / f"store{len(made)}"
        made.append(serve_trig(environment, place, trig, *options, **{**TOKENS, **settings}))
        return made[-1]

    yield begin
    assert "".join(one.stop() for one in made) == "", "a server wrote to standard error"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Iterator[Served]:
    """One server with tokens for all tests of a module."""
    made = serve_trig(environment, tmp_path_factory.mktemp("shared") / "store", TINY, **TOKENS)
    yield made
    assert made.stop() == "", "the server wrote to standard error"
