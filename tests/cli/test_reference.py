"""The generated reference pages."""

from pathlib import Path

import pytest

from qkg.cli.reference import cli_page, main, settings_page
from qkg.settings import Settings


def test_every_command_and_setting_is_there() -> None:
    """Nothing that a user can type or set is missing."""
    assert all(f"## qkg {name}" in cli_page() for name in ("serve", "query", "export"))
    assert all(f"`QKG_{name.upper()}`" in settings_page() for name in Settings.model_fields)


def test_stale_pages_fail_and_writing_mends_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The check that keeps them true."""
    assert main([str(tmp_path), "--check"]) == 1
    assert "out of date: cli.md, openapi.json, settings.md" in capsys.readouterr().err
    assert main([str(tmp_path)]) == 0
    assert main([str(tmp_path), "--check"]) == 0
