"""The extractor that ships asks a real server: one that answers well, badly, slowly, not at all."""

import json
import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from qkg.errors import BadParameter, ServerProblem
from qkg.ingest.extractors import Asked
from qkg.ingest.model import Model

KEY = "sk-a-key-that-nobody-may-see"
TEXT = "标题\n湖北省市场监管局印发《质量办法》，惠及企业1200家。"
DAY = date(2023, 5, 4)
GOOD = {"candidates": [{"type": "mention", "kind": "agency", "words": "湖北省市场监管局", "start": 3}]}


def chat(content: object, finish: str = "stop") -> bytes:
    """The answer of a chat completion."""
    choice = {"message": {"role": "assistant", "content": content}, "finish_reason": finish}
    return json.dumps({"choices": [choice]}).encode()


ANSWERS = {
    "well": (200, chat(json.dumps(GOOD))),
    "fenced": (200, chat("```json\n" + json.dumps(GOOD) + "\n```")),
    "prose": (200, chat("Gladly! Here are the candidates.")),
    "page": (200, b"<html>not JSON</html>"),
    "other": (200, b'{"error": "no"}'),
    "list": (200, b"[[[]]]"),
    "number": (200, chat(json.dumps({"candidates": 5}))),
    "null": (200, chat(None)),
    "deep": (200, b"[" * 200_000),
    "cut": (200, chat('{"candidates": [{"type"', "length")),
    "halved": (200, chat(json.dumps(GOOD))[:40]),
    "huge": (200, b" " * 300_000),
    "refused": (401, f'{{"error": "bad key {KEY}"}}'.encode()),
    "moved": (307, b""),
    "busy": (429, b""),
    "broken": (503, b""),
}


class Handler(BaseHTTPRequestHandler):
    """Answers by the first part of the address."""

    server: "Server"

    def do_POST(self) -> None:
        """One question."""
        kind = self.path.split("/")[1]
        size = int(self.headers["content-length"])
        self.server.asked.append((kind, self.rfile.read(size), dict(self.headers)))
        if kind in ("never", "drips"):
            return self._slow(kind)
        times = sum(one[0] == kind for one in self.server.asked)
        code, body = ANSWERS[
            "well" if kind == "second" and times > 1 else kind if kind in ANSWERS else "broken"
        ]
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        if code == 307:
            self.send_header("Location", "/well/v1/chat/completions")
        self.end_headers()
        self.wfile.write(body)
        return None

    def _slow(self, kind: str) -> None:
        if kind == "drips":
            self.send_response(200)
            self.send_header("Content-Length", "100000")
            self.end_headers()
        try:
            while not self.server.over.wait(0.02):
                if kind == "drips":
                    self.wfile.write(b" ")
                    self.wfile.flush()
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Remembers what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, bytes, dict[str, str]]] = []
        self.over = threading.Event()

    @contextmanager
    def running(self) -> Iterator["Server"]:
        """It serves; afterwards its port is free."""
        thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield self
        finally:
            self.over.set()
            self.shutdown()
            thread.join()
            self.server_close()

    def address(self, kind: str) -> str:
        """Where that kind of answer is given."""
        return f"http://127.0.0.1:{self.server_address[1]}/{kind}/v1"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """One server for all."""
    with Server().running() as made:
        yield made


def model(address: str, seconds: float = 30, tries: int = 1, key: str = KEY) -> Model:
    """The extractor for an address."""
    return Model(Asked(("model",), address, "tiny", key, seconds, 200_000, tries))


def test_the_question_and_its_answer(server: Server) -> None:
    """The model, the day, the text and the key go out; candidates come back."""
    assert list(model(server.address("well")).extract(TEXT, DAY)) == GOOD["candidates"]
    _, body, headers = server.asked[-1]
    question = json.loads(body)
    assert (question["model"], question["temperature"]) == ("tiny", 0)
    assert question["messages"][1]["content"] == f"2023-05-04\n\n{TEXT}"
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert list(model(server.address("fenced")).extract(TEXT, DAY)) == GOOD["candidates"]


def test_without_a_key_none_is_sent(server: Server) -> None:
    """A server on the own machine often wants none."""
    list(model(server.address("well"), key="").extract(TEXT, DAY))
    assert "Authorization" not in server.asked[-1][2]


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("prose", "the model did not answer in JSON"),
        ("page", "the model's server did not answer in JSON"),
        ("other", "no chat completion"),
        ("list", "no chat completion"),
        ("null", "no chat completion"),
        ("number", "no list of candidates"),
        ("deep", "the model's server did not answer in JSON"),
        ("cut", "was cut off"),
        ("halved", "the model's server did not answer in JSON"),
        ("huge", "longer than 200,000 bytes"),
        ("refused", "answered 401"),
        ("moved", "answered 307"),
        ("busy", "answered 429"),
        ("never", "did not answer in time"),
        ("drips", "did not answer in time"),
    ],
)
def test_a_bad_answer_is_one_sentence_without_the_key(
    server: Server, kind: str, sentence: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever comes, or never comes: a ServerProblem, and the key stands nowhere."""
    caplog.set_level(logging.DEBUG)
    with pytest.raises(ServerProblem) as caught:
        model(server.address(kind), seconds=30 if kind not in ("never", "drips") else 0.3).extract(TEXT, DAY)
    assert sentence in str(caught.value)
    assert KEY not in str(caught.value) + caplog.text


def test_nobody_listens() -> None:
    """A port that is free."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
        with pytest.raises(ServerProblem, match="cannot be reached"):
            model(address).extract(TEXT, DAY)


def test_busy_is_asked_again_as_often_as_agreed(server: Server) -> None:
    """Once more, then it answers; a refusal is final at once."""
    assert list(model(server.address("second"), tries=2).extract(TEXT, DAY)) == GOOD["candidates"]
    with pytest.raises(ServerProblem):
        model(server.address("broken"), tries=2).extract(TEXT, DAY)
    before = len(server.asked)
    with pytest.raises(ServerProblem):
        model(server.address("refused"), tries=5).extract(TEXT, DAY)
    assert sum(one[0] == "broken" for one in server.asked) == 2
    assert len(server.asked) == before + 1


@pytest.mark.parametrize(
    ("address", "name", "key", "sentence"),
    [
        ("", "tiny", "", "set QKG_EXTRACT_ADDRESS"),
        ("https://a.example/v1", "", "", "set QKG_EXTRACT_MODEL"),
        ("ftp://a.example", "tiny", "", "is no address"),
        ("https://user:pass@a.example/v1", "tiny", "", "is no address"),
        ("https://[a/v1", "tiny", "", "is no address"),
        ("http://a.example/v1", "tiny", KEY, "over https alone"),
        ("https://a.example/v1", "tiny", "a\nb", "characters that no key has"),
    ],
)
def test_what_cannot_be_asked_is_said_at_once(address: str, name: str, key: str, sentence: str) -> None:
    """Nothing goes out before all of it is right."""
    with pytest.raises(BadParameter, match=sentence) as caught:
        Model(Asked(("model",), address, name, key))
    assert not key or key not in str(caught.value)
    assert KEY not in repr(Asked(key=KEY))
