"""The proxy snippets: brackets close, nothing is buffered or sent twice, operators' pages stay inside."""

import shutil
import subprocess
from pathlib import Path

import pytest

DEPLOY = Path(__file__).parents[2] / "deploy"


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_brackets_close(name: str) -> None:
    """A snippet that does not nest is no configuration."""
    text = (DEPLOY / name).read_text()
    assert text.count("{") == text.count("}")
    assert "127.0.0.1:7007" in text


def test_nginx_passes_streams_on() -> None:
    """Rows flow as they are found, a client that leaves is seen, and a write is never repeated."""
    text = (DEPLOY / "nginx.conf").read_text()
    for line in ("proxy_buffering         off", "proxy_request_buffering off", "proxy_next_upstream     off"):
        assert line in text
    assert "deny all" in text


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_operators_pages_stay_inside(name: str) -> None:
    """Figures and running queries are for this machine."""
    text = (DEPLOY / name).read_text()
    assert "/metrics" in text
    assert "/queries" in text


def test_nginx_takes_it(tmp_path: Path) -> None:
    """Nginx's own check of the snippet, with a certificate made for it."""
    nginx, openssl = shutil.which("nginx"), shutil.which("openssl")
    if nginx is None or openssl is None:
        pytest.skip("nginx or openssl is not installed")
    key, chain = tmp_path / "privkey.pem", tmp_path / "fullchain.pem"
    subject = ["-subj", "/CN=kg.example.org", "-keyout", str(key), "-out", str(chain)]
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", *subject], capture_output=True, check=True
    )
    snippet = (DEPLOY / "nginx.conf").read_text().replace("/etc/ssl/qkg", str(tmp_path))
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = " ".join(f"{kind}_temp_path {tmp_path}/{kind};" for kind in kinds)
    whole = f"pid {tmp_path}/pid; error_log stderr; events {{}} http {{ access_log off; {places} {snippet} }}"
    (tmp_path / "nginx.conf").write_text(whole)
    done = subprocess.run(
        [nginx, "-t", "-c", str(tmp_path / "nginx.conf")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
