"""``qkg serve``: starting, sharing, stopping, and what goes wrong with ports and folders."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
Serve = Callable[..., Any]
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def sentence(result: subprocess.CompletedProcess[str], code: int = 1) -> str:
    """The one line on standard error of a failed command."""
    assert (result.returncode, result.stdout) == (code, ""), result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("qkg: ")
    return result.stderr


def triples(address: str) -> int:
    """How many triples a server holds."""
    answer = httpx.get(address + "sparql", params={"query": COUNT}, trust_env=False)
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


def test_ready_within_two_seconds_and_listening_when_it_says_so(serve: Serve, served: str) -> None:
    """Warm: the store stands in the cache. The first request is made the moment the address is printed."""
    begun = time.monotonic()
    server = serve()
    ready = time.monotonic() - begun
    assert triples(server.address) == triples(served)
    assert ready < 2 or os.getloadavg()[0] > (os.cpu_count() or 1), f"ready after {ready:.1f} s"
    assert any("graph-" in line for line in server.printed), "the folder is named"


def test_ctrl_c_and_terminate_end_it_quietly(serve: Serve) -> None:
    """Exit code 130 for Ctrl-C, 143 for a polite kill; nothing on standard error."""
    for how, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
        server = serve()
        assert server.stop(how) == ""
        assert server.process.returncode == code


def test_a_port_in_use_is_said(qkg: Run) -> None:
    """With the number and the way out."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        says = sentence(qkg("serve", "--port", str(port)))
    assert f"port {port} is in use; choose another with --port" in says


def test_an_address_that_is_not_here(qkg: Run) -> None:
    """One sentence, not the resolver's own."""
    assert "cannot listen on" in sentence(qkg("serve", "--host", "203.0.113.1", "--port", "0"))
    assert "cannot listen on" in sentence(qkg("serve", "--host", "no.such.host.invalid", "--port", "0"))


def test_own_store_is_made_once_and_shared(serve: Serve, tmp_path: Path) -> None:
    """Made and filled at first, opened as it is afterwards, by two servers at once."""
    place = str(tmp_path / "mine")
    first, second = serve("--store", place), serve("--store", place)
    assert any("made and filled" in line for line in first.printed)
    assert not any("made and filled" in line for line in second.printed)
    assert triples(first.address) == triples(second.address) > 0


def test_quiet_prints_nothing(environment: dict[str, str]) -> None:
    """Not even the address; the port is the user's own choice then."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "qkg", "serve", "--quiet", "--port", str(port)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )
    try:
        await_answer(f"http://127.0.0.1:{port}/")
    finally:
        process.terminate()
        printed = process.communicate(timeout=15)
    assert printed == ("", "")


def await_answer(address: str) -> None:
    """Wait until something answers."""
    for _ in range(100):
        try:
            httpx.get(address, trust_env=False)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"nothing answers at {address}")


def test_folders_that_are_no_store(qkg: Run, tmp_path: Path) -> None:
    """A file, a folder of something else, a place that cannot be written: one sentence, nothing changed."""
    (tmp_path / "file").write_text("mine")
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat").write_text("mine")
    assert "is a file" in sentence(qkg("serve", "--port", "0", "--store", str(tmp_path / "file")))
    assert "holds no qkg store" in sentence(qkg("serve", "--port", "0", "--store", str(tmp_path / "photos")))
    assert "cannot be written" in sentence(qkg("serve", "--port", "0", "--store", "/proc/qkg/mine"))
    assert "cannot be written" in sentence(
        qkg("serve", "--port", "0", "--store", str(tmp_path / "file" / "in"))
    )
    assert "cannot be written" in sentence(qkg("serve", "--port", "0", QKG_CACHE="/proc/qkg"))
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["cat", "file", "photos"]


@pytest.mark.parametrize("command", [["serve", "--port", "0"], ["query", "ASK {}"], ["export"]])
def test_a_newer_store_is_left_as_it_was(qkg: Run, tmp_path: Path, command: list[str]) -> None:
    """Every command refuses it in the same words."""
    place = tmp_path / "mine"
    place.mkdir()
    marker = place / "qkg-store.json"
    marker.write_text(json.dumps({"format": 99, "digest": "x", "quads": 1}))
    before = marker.read_bytes()
    assert "has format 99; this version of qkg reads up to 2" in sentence(
        qkg(*command, "--store", str(place))
    )
    assert (marker.read_bytes(), [path.name for path in place.iterdir()]) == (before, ["qkg-store.json"])
