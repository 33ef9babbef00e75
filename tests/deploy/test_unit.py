"""The systemd unit: it is a unit, it is hardened, and it starts the program as it really is."""

import configparser
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from qkg.cli.main import app
from qkg.settings import Settings

UNIT = Path(__file__).parents[2] / "deploy" / "qkg.service"
EXPOSED = 2.0
"""The most that systemd's own score of exposure may be, of 10."""


def lines(name: str) -> list[str]:
    """The values of one directive."""
    return [line.partition("=")[2] for line in UNIT.read_text().splitlines() if line.startswith(name + "=")]


@pytest.fixture
def analyze() -> str:
    """The program that checks units."""
    found = shutil.which("systemd-analyze")
    if found is None:
        pytest.skip("systemd-analyze is not installed")
    return found


def test_systemd_takes_it(analyze: str, tmp_path: Path) -> None:
    """Every directive is known and every value can be read; the program's path is made to exist."""
    unit = tmp_path / UNIT.name
    unit.write_text(UNIT.read_text().replace("/opt/qkg/bin/qkg", sys.executable))
    done = subprocess.run(
        [analyze, "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False
    )
    ours = [line for line in done.stderr.splitlines() if UNIT.name in line]
    assert (done.returncode, ours) == (0, []), done.stderr


def test_it_is_hardened(analyze: str) -> None:
    """Systemd's own score: 10 is wide open, 0 is shut."""
    command = [analyze, "security", "--offline=true", "--threshold=100", str(UNIT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if "Overall exposure level" not in done.stdout:
        pytest.skip("this systemd-analyze does not score unit files")
    score = float(done.stdout.rpartition("qkg.service:")[2].split()[0])
    assert score < EXPOSED


def test_it_starts_the_program_as_it_is() -> None:
    """The command and its options exist, and so does every setting in the environment."""
    (line,) = lines("ExecStart")
    _, name, *words = line.split()
    commands: dict[str, object] = vars(get_command(app))["commands"]
    options = {one for param in vars(commands[name])["params"] for one in param.opts}
    assert {word for word in words if word.startswith("--")} <= options
    variables = [pair.partition("=")[0] for text in lines("Environment") for pair in text.split()]
    known = {f"QKG_{field.upper()}" for field in Settings.model_fields}
    assert {name for name in variables if name.startswith("QKG_")} <= known


def test_the_store_is_where_the_service_may_write() -> None:
    """Everything else is read-only to it; tokens come from a file of root's and never stand in the unit."""
    assert lines("ProtectSystem") == ["strict"]
    assert "/var/lib/" + lines("StateDirectory")[0] in lines("ExecStart")[0]
    assert lines("EnvironmentFile") == ["-/etc/qkg/environment"]
    assert "_TOKEN=" not in "".join(
        line for line in UNIT.read_text().splitlines() if not line.startswith("#")
    )


def test_it_reads_as_sections() -> None:
    """Three sections, each directive in one of them."""
    parser = configparser.RawConfigParser(strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(UNIT)
    assert parser.sections() == ["Unit", "Service", "Install"]
