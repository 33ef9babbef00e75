"""Who may write or operate: bearer tokens (RFC 6750), compared in constant time.

Only the Authorization header counts: no cookie, no form field, no address parameter, so that no page of
another site can make a browser write.
"""

import hmac

from pydantic import SecretStr

from qkg.web.exchange import Exchange
from qkg.web.problems import Problem, Refusal


class Guard:
    """One right and the token that gives it."""

    def __init__(self, token: SecretStr | None, right: str, setting: str) -> None:
        self._token = token.get_secret_value().encode() if token else b""
        self._right, self._setting = right, setting

    @property
    def open(self) -> bool:
        """Whether a token can give the right at all."""
        return bool(self._token)

    def check(self, exchange: Exchange) -> None:
        """Pass, or a Refusal: 403 when the right is switched off, 401 for a missing or wrong token."""
        if not self._token:
            detail = f"{self._right} is switched off here: the service was started without {self._setting}."
            raise Refusal(Problem(403, "switched-off", f"{self._right} is switched off", detail))
        scheme, _, given = exchange.header(b"authorization").partition(" ")
        if scheme.lower() != "bearer" or not given:
            raise self._unauthorised("Send the token as Authorization: Bearer.", 'Bearer realm="qkg"')
        if not hmac.compare_digest(given.strip().encode("latin-1"), self._token):
            raise self._unauthorised("The token is wrong.", 'Bearer realm="qkg", error="invalid_token"')

    def _unauthorised(self, detail: str, challenge: str) -> Refusal:
        title = f"{self._right} needs a token"
        return Refusal(Problem(401, "unauthorised", title, detail, headers={"WWW-Authenticate": challenge}))
