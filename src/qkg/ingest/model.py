"""The extractor that ships: a language model behind an OpenAI-compatible address.

Owns the question and how the answer is read. Off unless it is named and has an address; the network is used
for that address alone. What it proposes is checked like anything else.
"""

import json
import re
from collections.abc import Iterable
from datetime import date
from importlib.resources import files
from typing import Any, Final
from urllib.parse import urlsplit

from qkg.errors import BadParameter, ServerProblem
from qkg.ingest.asking import Asking
from qkg.ingest.extractors import Asked
from qkg.ingest.proposal import Candidate

_KEY: Final = re.compile(r"[!-~]*")
_FENCE: Final = re.compile(r"\s*```(?:json)?\s*(.*?)\s*```\s*", re.DOTALL)
_HERE: Final = ("127.0.0.1", "localhost", "::1")


class Model:
    """Asks a model; BadParameter where what it needs is not set."""

    name = "model"

    def __init__(self, asked: Asked) -> None:
        self._model = asked.model
        self.version = asked.model
        self._address = _address(asked)
        self._asking = Asking(asked.seconds, asked.most_bytes, asked.tries, asked.key)
        self._prompt = (files("qkg.ingest") / "prompt.txt").read_text(encoding="utf-8")

    def extract(self, text: str, published: date) -> Iterable[Candidate]:
        """The candidates of its answer; ServerProblem where there is none that can be read."""
        question = {
            "model": self._model,
            "temperature": 0,
            "response_format": {"type": "json_object"},
            "messages": [
                {"role": "system", "content": self._prompt},
                {"role": "user", "content": f"{published.isoformat()}\n\n{text}"},
            ],
        }
        return _candidates(_content(self._asking.post(self._address, question)))


def _address(asked: Asked) -> str:
    """Where the questions go; a key goes to this machine or over https alone."""
    if not asked.address:
        raise BadParameter("the extractor 'model' needs an address: set QKG_EXTRACT_ADDRESS")
    if not asked.model:
        raise BadParameter("the extractor 'model' needs the name of a model: set QKG_EXTRACT_MODEL")
    try:
        parts = urlsplit(asked.address)
        host = parts.hostname or ""
    except ValueError:
        parts, host = urlsplit(""), ""
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc or parts.query:
        raise BadParameter("QKG_EXTRACT_ADDRESS is no address; it looks like https://models.example/v1")
    if not _KEY.fullmatch(asked.key):
        raise BadParameter("QKG_EXTRACT_KEY holds characters that no key has")
    if asked.key and parts.scheme == "http" and host not in _HERE:
        raise BadParameter("QKG_EXTRACT_KEY is sent over https alone; QKG_EXTRACT_ADDRESS begins with http:")
    return asked.address.rstrip("/") + "/chat/completions"


def _content(answer: Any) -> str:
    """The words of the model."""
    try:
        choice = answer["choices"][0]
        content, ended = choice["message"]["content"], choice.get("finish_reason")
    except (KeyError, IndexError, TypeError, AttributeError):
        raise ServerProblem("the model's answer is no chat completion") from None
    if ended == "length":
        raise ServerProblem("the model's answer was cut off")
    if not isinstance(content, str):
        raise ServerProblem("the model's answer is no chat completion")
    return content


def _candidates(content: str) -> list[Candidate]:
    fenced = _FENCE.fullmatch(content)
    try:
        said = json.loads(fenced[1] if fenced else content)
    except (ValueError, RecursionError):
        raise ServerProblem("the model did not answer in JSON") from None
    found = said.get("candidates") if isinstance(said, dict) else said
    if not isinstance(found, list):
        raise ServerProblem("the model's answer has no list of candidates")
    return found
