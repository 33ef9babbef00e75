"""Who we are to an engine: a user with a password, or a token; from settings or from a file of one line.

Nothing here is ever printed: the values leave this module as an ``httpx.Auth`` alone.
"""

from collections.abc import Generator
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from qkg.errors import BadParameter


@dataclass(frozen=True)
class Credentials:
    """User and password, or a bearer token; empty ones stand for nobody."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    def auth(self, digest: bool) -> httpx.Auth | None:
        """For a client; Digest (RFC 7616) where the profile says that the engine wants it."""
        if self.token:
            return Bearer(self.token)
        if not self.user:
            return None
        return (
            httpx.DigestAuth(self.user, self.password)
            if digest
            else httpx.BasicAuth(self.user, self.password)
        )


class Bearer(httpx.Auth):
    """A bearer token (RFC 6750 §2.1)."""

    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Add the header."""
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


def read(file: Path) -> Credentials:
    """``user:password`` or a bare token, on the first line of a file."""
    try:
        line = (file.read_text(encoding="utf-8").splitlines() or [""])[0].strip()
    except (OSError, UnicodeDecodeError) as error:
        raise BadParameter(f"the file of credentials {file} cannot be read") from error
    if not line:
        raise BadParameter(f"the file of credentials {file} is empty; it holds user:password, or a token")
    user, colon, password = line.partition(":")
    return Credentials(user, password) if colon else Credentials(token=line)
