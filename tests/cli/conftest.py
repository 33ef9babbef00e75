"""A bulk run of three made-up texts, made once."""

from pathlib import Path

import pytest
from tests.conftest import Run

from bench import texts


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three made-up texts."""
    place = tmp_path_factory.mktemp("texts")
    assert len(list(texts.write(place, 3))) == 3
    return place


@pytest.fixture(scope="session")
def bulk(qkg: Run, archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of their run."""
    out = tmp_path_factory.mktemp("bulk")
    done = qkg("ingest", str(archive), "--engine", "process", "--jobs", "1", "--out", str(out))
    assert (done.returncode, done.stderr) == (0, "")
    return out
