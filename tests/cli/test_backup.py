"""``qkg backup`` and ``qkg restore`` as a person types them: a drill from end to end."""

from pathlib import Path
from subprocess import CompletedProcess
from typing import Protocol

import pytest

from qkg.store import folder


class Run(Protocol):
    """Runs the command."""

    def __call__(self, *arguments: str, stdin: str = "", **variables: str) -> CompletedProcess[str]:
        """What it printed and its exit code."""


@pytest.fixture
def store(qkg: Run, tmp_path: Path) -> Path:
    """A store of one's own with one more triple than the packaged graph."""
    (tmp_path / "one.ttl").write_text("<https://example.org/a> <https://example.org/b> [] .\n")
    place = tmp_path / "store"
    assert qkg("load", str(tmp_path / "one.ttl"), "--graph", "mine", "--store", str(place)).returncode == 0
    return place


def test_the_drill(qkg: Run, store: Path, tmp_path: Path) -> None:
    """Back up, check, restore elsewhere, back that up: the same digest at every step."""
    files = [tmp_path / "first.tar.zst", tmp_path / "second.tar.zst"]
    said = [qkg("backup", "--store", str(store), "--out", str(files[0])).stdout]
    said.append(qkg("restore", str(files[0]), "--check").stdout)
    said.append(qkg("restore", str(files[0]), "--store", str(tmp_path / "again")).stdout)
    said.append(qkg("backup", "--store", str(tmp_path / "again"), "--out", str(files[1])).stdout)
    digests = {text.splitlines()[1] for text in said}
    assert len(digests) == 1
    assert digests.pop().startswith("RDFC-1.0 sha256 ")
    assert len(folder.open_folder(tmp_path / "again")[0]) == len(folder.open_folder(store)[0])


def test_a_damaged_backup_is_refused(qkg: Run, store: Path, tmp_path: Path) -> None:
    """One bit; exit code 1, one sentence, no folder."""
    path = tmp_path / "one.tar.zst"
    qkg("backup", "--store", str(store), "--out", str(path), "--quiet")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    done = qkg("restore", str(path), "--store", str(tmp_path / "again"))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "damaged" in done.stderr
    assert not (tmp_path / "again").exists()


def test_wrong_command_lines_say_what_to_do(qkg: Run, store: Path, tmp_path: Path) -> None:
    """A store in the way, no store named, no store there, two places, no such file."""
    path = str(tmp_path / "one.tar.zst")
    qkg("backup", "--store", str(store), "--out", path)
    wrong = {
        "--replace": ["restore", path, "--store", str(store)],
        "--store DIR": ["restore", path],
        "cannot be read": ["restore", path + "no", "--store", str(tmp_path / "again")],
        "there is no store": ["backup", "--store", str(tmp_path / "no"), "--out", path],
        "name one": ["backup", "--store", str(store), "--server", "http://127.0.0.1:1", "--out", path],
    }
    for says, arguments in wrong.items():
        done = qkg(*arguments)
        assert (done.returncode, says in done.stderr) == (2, True), done.stderr
