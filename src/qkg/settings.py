"""Every setting, typed, frozen, with its help text. Built once in ``cli`` or ``web.app``.

The reference page is generated from this class. Nothing below ``cli`` and ``web`` reads it.
"""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What can be set by environment (``QKG_…``) or by an option of the command line."""

    model_config = SettingsConfigDict(env_prefix="QKG_", frozen=True, extra="forbid", env_ignore_empty=True)

    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(7007, ge=0, le=65535, description="Port to listen on; 0 takes a free one.")
    store: Path | None = Field(
        None, description="Folder of your own store: made and filled at first use, then opened as it is."
    )
    cache: Path | None = Field(
        None,
        description="Folder for stores built from the packaged graph (default: the user's cache folder).",
    )
    workers: int = Field(4, ge=1, le=64, description="Queries evaluated at the same time.")
    max_query_bytes: int = Field(
        1_048_576, ge=1, description="Longest query text accepted over HTTP, in bytes."
    )
    quiet: bool = Field(False, description="Print nothing but errors.")
