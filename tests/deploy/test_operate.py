"""The operators' page names only what exists: settings, commands, options, figures."""

import re
from pathlib import Path

from typer.main import get_command

from qkg.cli.main import app
from qkg.dataset import archive
from qkg.dataset.backup import Manifest
from qkg.dataset.canonical import LABELLED, MOST, RDFC
from qkg.settings import Settings
from qkg.web.metrics import Metrics

PAGE = (Path(__file__).parents[2] / "docs" / "operate.md").read_text(encoding="utf-8")


def test_every_setting_exists() -> None:
    """QKG_ names on the page are fields of the settings."""
    known = {f"QKG_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"QKG_[A-Z_]+[A-Z]", PAGE)) <= known


def test_defaults_are_told_as_they_are() -> None:
    """The figures of the table of limits."""
    settings = Settings.model_fields
    assert (settings["query_seconds"].default, settings["max_query_seconds"].default) == (30, 300)
    assert settings["workers"].default == 4
    assert settings["query_memory_bytes"].default == 2 * 1024**3
    assert settings["update_seconds"].default == 60
    assert (settings["keep_generations"].default, settings["keep_hours"].default) == (20, 24)
    assert settings["max_query_bytes"].default == 10 * 1024 * 1024
    assert settings["max_graph_bytes"].default == 64 * 1024 * 1024


def test_every_command_and_option_exists() -> None:
    """Each `qkg …` line in a block parses as far as names go."""
    commands: dict[str, object] = vars(get_command(app))["commands"]
    used = re.findall(r"qkg (load|backup|restore|serve|query|export)\b([^\n`]*)", PAGE)
    assert len(used) > 8
    for name, rest in used:
        options = {one for param in vars(commands[name])["params"] for one in param.opts}
        assert set(re.findall(r"--[a-z]+", rest.partition("#")[0])) <= options, (name, rest)


def test_every_figure_exists() -> None:
    """Figures that the page names are registered."""
    registry = vars(Metrics())["_registry"]
    known = {sample.name for metric in registry.collect() for sample in metric.samples}
    known |= {metric.name + end for metric in registry.collect() for end in ("", "_total")}
    assert set(re.findall(r"`(qkg_[a-z_]+)", PAGE)) <= known


def test_the_format_of_a_backup_is_told_as_it_is() -> None:
    """Members of the manifest, methods, magic number."""
    for name in (*Manifest.__dataclass_fields__, RDFC, LABELLED, f"{MOST:,}"):
        assert name in PAGE
    assert f"0x{int.from_bytes(archive.SKIPPABLE[:4], 'little'):X}" in PAGE
