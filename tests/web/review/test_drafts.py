"""``/review/drafts`` over a socket: who may, what a text becomes, and that drafts outlive the server."""

from pathlib import Path

import httpx
import pytest
from tests.conftest import Server
from tests.web.conftest import WRITER
from tests.web.review.conftest import DRAFTS, HUNDRED, JSON, NAME, PLAIN, PRAISE, RANGE, TEXT, decided, opened


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer wrong"},
        {"Cookie": "token=write-secret; Authorization=Bearer write-secret"},
    ],
)
def test_without_the_token_nothing_is_told(anyone: httpx.Client, headers: dict[str, str]) -> None:
    """Every address and method: 401, and not a word of a text; a cookie is no right."""
    for method, path in (
        ("GET", ""),
        ("POST", ""),
        ("GET", f"/{NAME}"),
        ("PATCH", f"/{NAME}"),
        ("DELETE", f"/{NAME}"),
        ("POST", f"/{NAME}/check"),
        ("POST", f"/{NAME}/commit"),
    ):
        answer = anyone.request(method, DRAFTS + path, headers={**headers, **PLAIN})
        assert answer.status_code == 401
        assert "湖北" not in answer.text
    preflight = anyone.options(DRAFTS, headers={"Origin": "https://evil.example"})
    assert not any(name.startswith("access-control") for name in preflight.headers)


def test_a_text_becomes_candidates_with_places(curator: httpx.Client) -> None:
    """Each quote stands in the text at its place; what was left out says why."""
    draft, _ = opened(curator)
    found = {one["id"]: one for one in draft["candidates"]}
    figure = found[HUNDRED]
    assert [draft["text"][slice(*one)] for one in figure["places"]] == ["近120家"]
    assert (figure["figure"]["value"], figure["figure"]["hedge"]) == (120, "nearly")
    assert figure["extractor"].startswith("qkg-grammar")
    assert all(
        draft["text"][one["start"] : one["end"]] == one["quote"] for one in found.values() if "quote" in one
    )
    assert {RANGE, PRAISE} == {name for name, one in found.items() if one["left"]}
    listed = curator.get(DRAFTS).json()["drafts"]
    assert [(one["name"], one["decided"], one["published"]) for one in listed] == [(NAME, 0, None)]


def test_a_text_is_read_by_the_server(curator: httpx.Client, draft: bytes) -> None:
    """The same draft as from the command; a second one of that name waits until the first is done."""
    mine = opened(curator)[0]
    assert curator.post(DRAFTS, content=draft, headers=JSON).status_code == 409
    assert curator.delete(f"{DRAFTS}/{NAME}", headers={"If-Match": "*"}).status_code == 204
    sent = curator.post(DRAFTS, params={"name": f"{NAME}.txt"}, content=TEXT.encode(), headers=PLAIN)
    assert (sent.status_code, sent.json()) == (201, {"name": NAME})
    assert opened(curator)[0] == mine


@pytest.mark.parametrize(
    ("body", "params", "headers", "status", "slug"),
    [
        (b"", {"name": "a-2021-11-10"}, PLAIN, 422, "not-a-text"),
        (bytes(range(256)) * 9, {"name": "a-2021-11-10"}, PLAIN, 422, "not-a-text"),
        ("没有日期".encode(), {"name": "a"}, PLAIN, 422, "not-a-text"),
        (TEXT.encode(), {"date": "yesterday"}, PLAIN, 400, "bad-parameter"),
        (TEXT.encode(), {"name": "a-2021-11-10", "url": "javascript:1"}, PLAIN, 400, "bad-parameter"),
        (
            b"<html><body></body></html>",
            {"date": "2021-11-10"},
            {"Content-Type": "text/html"},
            422,
            "not-a-text",
        ),
        (b"{}", {}, JSON, 422, "not-a-draft"),
        (b"[" * 100_000, {}, JSON, 422, "not-a-draft"),
        (b"x", {}, {"Content-Type": "application/pdf"}, 415, "unsupported-media-type"),
    ],
)
def test_a_bad_text_is_one_clear_problem(  # noqa: PLR0913, PLR0917 - the parts of a request, and the answer
    curator: httpx.Client,
    body: bytes,
    params: dict[str, str],
    headers: dict[str, str],
    status: int,
    slug: str,
) -> None:
    """The problem's type, no path of the machine, and nothing kept."""
    answer = curator.post(DRAFTS, params=params, content=body, headers=headers)
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (status, slug)
    assert "/tmp" not in answer.text  # noqa: S108 - it must not be told
    assert len(curator.get(DRAFTS).json()["drafts"]) == 1


def test_work_outlives_the_server(environment: dict[str, str], draft: bytes, tmp_path: Path) -> None:
    """What was decided is there after a restart, under the same state, in a folder for its owner alone."""
    store, folder = tmp_path / "store", tmp_path / "under-review"
    options = ("--store", str(store), "--review", str(folder))
    settings = {**environment, "QKG_WRITE_TOKEN": "write-secret"}
    states = []
    for turn in range(2):
        server = Server(settings, *options)
        with httpx.Client(base_url=server.address, trust_env=False, timeout=120, headers=WRITER) as client:
            if not turn:
                client.post(DRAFTS, content=draft, headers=JSON)
                decided(client, **{HUNDRED: {"verdict": "rejected"}})
            draft, state = opened(client)
            states.append((draft["decisions"], state))
        assert server.stop() == ""
    assert states[0] == states[1]
    assert states[0][0] == {"candidates": {HUNDRED: {"verdict": "rejected"}}}
    assert folder.stat().st_mode & 0o077 == 0


def test_a_server_without_a_store_of_its_own_reviews_nothing(served: str) -> None:
    """The page says what is missing; the addresses refuse."""
    with httpx.Client(base_url=served, trust_env=False, timeout=60) as client:
        page = client.get("/en/review")
        assert "switched off" in page.text
        assert client.get(DRAFTS, headers=WRITER).status_code == 403


def test_the_page_lists_drafts_and_tells_nothing_of_their_texts(
    curator: httpx.Client, anyone: httpx.Client
) -> None:
    """Without a token: names, how to get on, and no word of the text."""
    for language, words in (("zh", "待核对的草稿"), ("en", "Drafts under review")):
        page = anyone.get(f"/{language}/review")
        assert page.status_code == 200
        assert words in page.text
        assert NAME in page.text
        assert "家电" not in page.text
        assert page.headers["cache-control"] == "no-store"
