"""Settings: frozen, from the environment, and all with a help text."""

import pytest
from pydantic import ValidationError

from qkg.settings import Settings


def test_every_setting_has_help() -> None:
    """The reference page has no empty line."""
    assert len(Settings.model_fields) > 3
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_environment_is_read_and_options_win(monkeypatch: pytest.MonkeyPatch) -> None:
    """An option given by hand stands before the environment."""
    monkeypatch.setenv("QKG_PORT", "7100")
    assert Settings().port == 7100
    assert Settings(port=7200).port == 7200


def test_settings_do_not_change() -> None:
    """Nobody below the edge can alter them."""
    settings = Settings()
    with pytest.raises(ValidationError, match="frozen"):
        settings.port = 1
