"""One server for all suites, with the default graph of the specification; emptied and filled by one update.

A test that is listed in ``exceptions.tsv`` must fail: one that passes is an error of the list.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from tests.conformance.manifest import Entry, exceptions, root
from tests.conftest import serve_trig

SETTINGS = {"QKG_WRITE_TOKEN": "write-secret"}
TOKEN = {"Authorization": "Bearer write-secret"}
Judge = Callable[[Entry, Callable[[], None]], None]


@pytest.fixture(scope="session")
def endpoint(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Iterator[httpx.Client]:
    """A client with the right to write."""
    if root() is None:
        pytest.skip("the W3C suites are not at hand: set QKG_W3C_DIR")
    place = tmp_path_factory.mktemp("w3c") / "store"
    served = serve_trig(environment, place, "", "--strict-default-graph", **SETTINGS)
    served.client.headers.update(TOKEN)
    yield served.client
    assert served.stop() == "", "the server wrote to standard error"


@pytest.fixture
def judge() -> Judge:
    """Runs a test of the suites, minding the list of exceptions."""

    def run(test: Entry, work: Callable[[], None]) -> None:
        reason = exceptions().get(test.iri)
        if reason is None:
            return work()
        try:
            work()
        except (AssertionError, ValueError, SyntaxError):
            pytest.skip(f"listed: {reason}")
        pytest.fail(f"passes, so it must leave the list of exceptions: {test.iri}")

    return run


class Content:
    """What the server holds now, so that tests of the same data do not fill it again."""

    now: str | None = None


@pytest.fixture
def fill(endpoint: httpx.Client) -> Callable[[str], None]:
    """Makes what this update inserts the whole content."""

    def put(data: str) -> None:
        if Content.now == data:
            return
        text = f"DROP ALL ;\n{data}"
        answer = endpoint.post(
            "/update", content=text.encode(), headers={"Content-Type": "application/sparql-update"}
        )
        assert answer.status_code == 204, answer.text
        Content.now = data

    return put


@pytest.fixture
def changed() -> Iterator[None]:
    """For tests that change the content: the next one fills it again."""
    Content.now = None
    yield
    Content.now = None


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test for each entry of the manifests that the module names."""
    if "case" in metafunc.fixturenames:
        cases = metafunc.module.cases()
        names = [f"{Path(case.iri).name}" for case in cases]
        metafunc.parametrize(
            "case",
            cases or [pytest.param(None, marks=pytest.mark.skip("no W3C suites: set QKG_W3C_DIR"))],
            ids=names or None,
        )
