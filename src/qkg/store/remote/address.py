"""Where an engine is reached: one address as a user writes it, and the three that the protocols need.

``sparql+http://host:port/…``; what a profile cannot derive is said in the query string: ``?profile=``,
``?query=``, ``?update=``, ``?graph-store=``. Credentials never stand in an address.
"""

from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urljoin, urlsplit

from qkg.errors import BadParameter

SCHEMES: Final = ("sparql+http", "sparql+https")
PARAMETERS: Final = ("profile", "query", "update", "graph-store")


@dataclass(frozen=True)
class Address:
    """An engine's address: ``base`` without a query string, and what was said beside it."""

    base: str
    profile: str = ""
    query: str = ""
    update: str = ""
    graph_store: str = ""

    @property
    def origin(self) -> str:
        """Scheme, host and port, as messages name the engine."""
        parts = urlsplit(self.base)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def host(self) -> str:
        """Host and port."""
        return urlsplit(self.base).netloc

    def at(self, path: str) -> str:
        """Another address, relative to this one."""
        return urljoin(self.base, path)


@dataclass(frozen=True)
class Endpoints:
    """The addresses of the protocols; without those of update and graph store nothing is written."""

    query: str
    update: str = ""
    graphs: str = ""


def is_engine(text: str) -> bool:
    """Whether a store's name is the address of an engine and not a folder."""
    return text.lower().startswith("sparql+")


def read(text: str) -> Address:
    """The address in ``sparql+http://…``; BadParameter in one sentence."""
    parts = urlsplit(text)
    if parts.scheme.lower() not in SCHEMES or not parts.hostname:
        raise BadParameter(f"an engine's address reads sparql+http://HOST:PORT/PATH, not {_shown(text)!r}")
    if parts.username or parts.password:
        raise BadParameter(
            "credentials do not belong into an address: use QKG_ENGINE_USER with QKG_ENGINE_PASSWORD, "
            "QKG_ENGINE_TOKEN, or a file named by QKG_ENGINE_CREDENTIALS"
        )
    said = dict(parse_qsl(parts.query))
    unknown = sorted(set(said) - set(PARAMETERS))
    if unknown:
        raise BadParameter(f"an engine's address takes {', '.join(PARAMETERS)}, not {unknown[0]!r}")
    base = f"{parts.scheme.lower().removeprefix('sparql+')}://{parts.netloc}{parts.path or '/'}"
    return Address(base, **{name.replace("-", "_"): value for name, value in said.items()})


def _shown(text: str) -> str:
    """The text without what may be a password."""
    return text.rpartition("@")[2][:200]
