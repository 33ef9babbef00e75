"""Formats and the Accept header (RFC 9110 §12.5.1)."""

import pytest

from qkg.media import GRAPH_FORMATS, PAGE, ROW_FORMATS, by_name, negotiate

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("", "json"),
        ("*/*", "json"),
        ("text/csv", "csv"),
        ("application/json", "json"),
        ("TEXT/CSV;q=0.5, application/sparql-results+xml", "xml"),
        ("text/*", "csv"),
        ("text/*;q=0.2, text/tab-separated-values;q=0.9", "tsv"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "xml"),
        (BROWSER, "html"),
        ("text/csv;q=abc, text/html;q=0.1", "html"),
    ],
)
def test_rows_by_quality_then_closeness_then_order(header: str, name: str) -> None:
    """The client's quality decides, then how closely it names a format, then our order."""
    chosen = negotiate(header, (*ROW_FORMATS, PAGE))
    assert chosen is not None
    assert chosen.name == name


@pytest.mark.parametrize("header", ["image/png", "text/csv;q=0", "application/pdf, image/*;q=0.5"])
def test_nothing_fits(header: str) -> None:
    """No format is forced on a client that takes none of them."""
    assert negotiate(header, ROW_FORMATS) is None


PROFILE = 'application/ld+json;profile="http://www.w3.org/ns/json-ld#{}"'


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("application/ld+json", "jsonld"),
        (PROFILE.format("expanded"), "jsonld-expanded"),
        (PROFILE.format("expanded") + ";q=0.4, text/turtle;q=0.5", "ttl"),
        (PROFILE.format("compacted"), "jsonld"),
        (PROFILE.format("flattened http://www.w3.org/ns/json-ld#expanded"), "jsonld-expanded"),
        ("application/*", "nt"),
        ("text/n3", "n3"),
    ],
)
def test_a_profile_is_for_who_names_it(header: str, name: str) -> None:
    """JSON-LD is compacted unless the expanded profile is asked for (JSON-LD 1.1 §6, IANA considerations)."""
    chosen = negotiate(header, GRAPH_FORMATS)
    assert chosen is not None
    assert chosen.name == name


def test_turtle_is_the_graph_for_anything() -> None:
    """``*/*`` gets Turtle for triples."""
    chosen = negotiate("*/*", GRAPH_FORMATS)
    assert chosen is not None
    assert chosen.media_type == "text/turtle"


def test_formats_answer_to_name_suffix_and_media_type() -> None:
    """Each way of naming a format finds it."""
    for one in (*ROW_FORMATS, *GRAPH_FORMATS):
        formats = ROW_FORMATS if one in ROW_FORMATS else GRAPH_FORMATS
        assert {by_name(name, formats) for name in (one.name, one.media_type)} == {one}
        assert by_name("." + one.suffix, formats) in (one, by_name(one.suffix, formats))
    assert by_name("docx", GRAPH_FORMATS) is None
