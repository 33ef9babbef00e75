"""Every setting, typed, frozen, with its help text. Built once in ``cli`` or ``web.app``.

The reference page is generated from this class. Nothing below ``cli`` and ``web`` reads it.
"""

from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What can be set by environment (``QKG_…``) or by an option of the command line."""

    model_config = SettingsConfigDict(env_prefix="QKG_", frozen=True, extra="forbid", env_ignore_empty=True)

    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(7007, ge=0, le=65535, description="Port to listen on; 0 takes a free one.")
    store: Path | None = Field(
        None, description="Folder of your own store: made and filled at first use, then opened as it is."
    )
    engine: str = Field(
        "",
        description="Address of an engine that holds the store in place of a folder: "
        "sparql+http://HOST:PORT/PATH. QKG_STORE and --store take it too.",
    )
    engine_user: str = Field("", description="User at the engine.")
    engine_password: SecretStr | None = Field(None, description="Password at the engine.")
    engine_token: SecretStr | None = Field(None, description="Bearer token at the engine.")
    engine_credentials: Path | None = Field(
        None, description="File of one line, user:password or a token, in place of the three before."
    )
    engine_survey_seconds: float = Field(
        60,
        ge=0,
        description="So often the engine is asked what it holds, to see what others wrote; 0: never.",
    )
    engine_copy_quads: int = Field(
        5_000_000,
        ge=0,
        description="Writes go through a copy of what the engine holds, of up to so many quads.",
    )
    jena_jar: Path | None = Field(
        None,
        description="The jar of Fuseki, whose tdb2.tdbloader `qkg load --new tdb2:DIR` runs with java "
        "(default: the one on the PATH).",
    )
    virtuoso_sql: str = Field(
        "",
        description="HOST:PORT of the SQL port of the Virtuoso that `qkg load --new` fills "
        "(default: port 1111 where its HTTP port is).",
    )
    cache: Path | None = Field(
        None,
        description="Folder for stores built from the packaged graph (default: the user's cache folder).",
    )
    workers: int = Field(4, ge=1, le=64, description="Queries evaluated at the same time.")
    waiting: int | None = Field(
        None,
        ge=0,
        description="Queries that may wait for a worker, more get 429; default: four times the workers.",
    )
    memory_quads: int = Field(
        300_000,
        ge=0,
        description="The newest state of a store with up to so many quads is also held in memory, "
        "about 500 bytes a quad, where queries are several times as fast; 0 never does that.",
    )
    max_query_bytes: int = Field(
        10_485_760, ge=1, description="Longest query or update text accepted over HTTP, in bytes."
    )
    quiet: bool = Field(False, description="Print nothing but errors.")
    write_token: SecretStr | None = Field(
        None, description="Bearer token for updates and graph writes; without it both are refused."
    )
    admin_token: SecretStr | None = Field(
        None, description="Bearer token for seeing and ending running queries; without it both are refused."
    )
    strict_default_graph: bool = Field(
        False,
        description="The default graph is the unnamed graph, as SPARQL has it, and not the union.",
    )
    update_seconds: float = Field(60, gt=0, description="Time that an update or a graph write may take.")
    query_memory_bytes: int = Field(
        2_147_483_648, ge=67_108_864, description="Address space that one query may take beyond its start."
    )
    keep_generations: int = Field(20, ge=1, description="So many of the newest states of the store are kept.")
    keep_hours: float = Field(24, ge=0, description="States of the store younger than this are kept too.")
    check_shapes: bool = Field(
        default=True,
        description="Check article graphs against the packaged SHACL shapes before each commit.",
    )
    inference: bool = Field(True, description="Apply the inference rules again at every write.")
    query_seconds: float = Field(30, gt=0, description="Time that a query may take.")
    max_query_seconds: float = Field(
        300, gt=0, description="Longest time that a request may ask for with timeout=."
    )
    send_seconds: float = Field(
        10, gt=0, description="Time that a client may take to accept 64 KiB of a large answer."
    )
    export_seconds: float = Field(600, gt=0, description="Time that a graph or a dump may take to be sent.")
    load_seconds: float = Field(3600, gt=0, description="Time that a bulk load may take.")
    max_graph_bytes: int = Field(
        67_108_864, ge=1, description="Largest graph accepted over HTTP, in bytes, after unpacking."
    )
    allow_service: str = Field(
        "", description="Addresses that SERVICE may reach: origins or address prefixes, separated by blanks."
    )
    allow_load: str = Field(
        "", description="Addresses that LOAD may read: origins or address prefixes, separated by blanks."
    )
    cache_answer_bytes: int = Field(
        524_288, ge=0, description="Answers up to this size are finished before they are sent, and kept."
    )
    cache_bytes: int = Field(67_108_864, ge=0, description="Room for kept answers, in bytes.")
    slow_seconds: float = Field(1, ge=0, description="A query that takes longer is logged with its text.")
    query_log: str = Field(
        "",
        description="File for the query log, a JSON line a query; - is standard output; empty: none.",
    )
    public_url: str = Field(
        "",
        description="Address that clients see, without a slash at the end (default: what each request says).",
    )
    share_bytes: int = Field(
        33_554_432,
        ge=0,
        description="Room for queries that people share under a short address, in bytes; 0: none are kept.",
    )
    review: Path | None = Field(
        None,
        description="Folder for drafts under review at /review, with their running texts "
        "(default: review in the folder of your own store; without a store there is no review).",
    )
    extract_address: str = Field(
        "",
        description="Address of an OpenAI-compatible service, up to and with /v1, that `qkg ingest "
        "--extractor model` asks; empty: nothing is asked.",
    )
    extract_model: str = Field("", description="Name of the model that is asked there.")
    extract_key: SecretStr | None = Field(
        None, description="Key for that service; sent over https, or to this machine, alone."
    )
    extract_seconds: float = Field(60, gt=0, le=3600, description="Time that one question to it may take.")
    extract_max_bytes: int = Field(
        1_048_576, ge=1, le=67_108_864, description="Longest answer of it that is read, in bytes."
    )
    extract_tries: int = Field(
        2, ge=1, le=5, description="Times that it is asked when it is busy or not reached."
    )
    review_texts: bool = Field(
        False,
        description="Show everybody the whole text of an article that was reviewed and published here; "
        "without it its page shows the quotes alone.",
    )
    source: str = Field(
        "",
        description="Files with the texts of articles, separated as in PATH: their pages show all of them.",
    )

    @model_validator(mode="before")
    @classmethod
    def _store_or_engine(cls, given: dict[str, Any]) -> dict[str, Any]:
        """A store whose name is the address of an engine is one."""
        store = str(given.get("store") or "")
        if not store.startswith("sparql+"):
            return given
        return {**{name: value for name, value in given.items() if name != "store"}, "engine": store}
