"""What a text would reach, and who is allowed: disguises, doubts, prefixes, addresses."""

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from tests.sparql.test_operations import texts

from qkg.errors import InputError, LoadRefused, ServiceRefused
from qkg.sparql.reach import allowed, loads, named, public, services

LISTED = ["https://data.example/open/", "http://127.0.0.1:8000", "http://localhost:9/x"]


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("LOAD <http://x/>", ["http://x/"]),
        (
            "load silent <http://x/> into graph <urn:g> ; CLEAR ALL ; LOADSILENT<http://y/>",
            ["http://x/", "http://y/"],
        ),
        ("INSERT DATA { <urn:a> ex:load <urn:b> } # LOAD <http://x/>", []),
        ("INSERT DATA { <urn:a> load:x <urn:b#c> , <urn:d#e> }", []),
        ('INSERT DATA { <urn:a> <urn:b> "LOAD <http://x/>" }', []),
    ],
)
def test_loads(text: str, addresses: list[str]) -> None:
    """Operations, and not words that look like it."""
    assert [one.address for one in loads(text)] == addresses


@pytest.mark.parametrize(
    "text",
    [
        "PREFIX a: <http://x/> LOADa:b",
        'INSERT {} WHERE { FILTER(1<2#>"""\n)} ; LOAD <http://x/> #"""\n',
        "INSERT {} WHERE { FILTER(1<2#>{\n)} ; LOAD <http://x/> #}\n",
    ],
)
def test_loads_in_doubt_are_refused(text: str) -> None:
    """What could be read in two ways."""
    with pytest.raises(LoadRefused):
        loads(text)


def test_services() -> None:
    """Plain addresses are told; variables, names and doubts are refused."""
    assert services("SELECT * { SERVICE <http://x/> { ?s ?p ?o } }") == ["http://x/"]
    assert services("SELECT * { service silent <http://x/> {} SERVICESILENT<http://y/>{} }") == [
        "http://x/",
        "http://y/",
    ]
    assert services("PREFIX service: <urn:s> SELECT * { ?s service:x ?o . ?x ex:service <http://x/> }") == []
    for text in (
        "{ SERVICE ?x {} }",
        "PREFIX x: <http://x/> { SERVICEx:a{} }",
        'FILTER(1<2#>"""\n)SERVICE<http://x/>{} #"""\n',
    ):
        with pytest.raises(ServiceRefused):
            services("SELECT * " + text)


@settings(max_examples=500, deadline=None)
@given(texts)
@example("LOAD<http://127.0.0.1:9/>")
def test_no_load_is_overlooked(text: str) -> None:
    """Tried on the engine: a text in which no LOAD is seen reaches nobody."""
    try:
        if loads(text):
            return
    except InputError:
        return
    try:
        ox.Store().update(text)
    except OSError as error:
        raise AssertionError(f"the engine called out: {text!r}") from error
    except (SyntaxError, ValueError, RuntimeError):
        return


@pytest.mark.parametrize(
    ("address", "verdict"),
    [
        ("https://data.example/open/a.ttl", True),
        ("https://DATA.example:443/open/a.ttl", True),
        ("http://data.example/open/a.ttl", False),
        ("https://data.example/closed", False),
        ("https://data.example/open/../closed", False),
        ("https://data.example/open/%2e%2e/closed", False),
        ("https://data.example.evil/open/", False),
        ("https://data.example@evil/open/", False),
        ("https://evil\\@data.example/open/", False),
        ("https://data.example:8443/open/", False),
        ("http://127.0.0.1:8000/anything", True),
        ("http://127.0.0.1:80001/", False),
        ("file:///etc/passwd", False),
        ("http://[::1/", False),
        ("", False),
    ],
)
def test_allow_list(address: str, verdict: bool) -> None:
    """Same scheme, host and port, and a path below; nothing that leads elsewhere."""
    assert allowed(address, LISTED) is verdict


def test_private_places_must_be_named() -> None:
    """An address or localhost in the list names a private place; another name does not."""
    assert named("http://127.0.0.1:8000/x", LISTED)
    assert named("http://localhost:9/x", LISTED)
    assert not named("https://data.example/open/", LISTED)


@pytest.mark.parametrize(
    ("place", "verdict"),
    [
        ("93.184.216.34", True),
        ("2606:4700::1111", True),
        *((one, False) for one in ("127.0.0.1", "10.1.2.3", "169.254.169.254", "192.168.0.1", "100.64.0.1")),
        *(
            (one, False)
            for one in ("::1", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1", "2002:7f00:1::", "224.0.0.1")
        ),
    ],
)
def test_public_places(place: str, verdict: bool) -> None:
    """Neither loopback nor private, link-local, shared or multicast, in no disguise."""
    assert public(place) is verdict
