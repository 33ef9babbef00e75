"""Columns of an answer folded for a reader."""

from pyoxigraph import Literal, NamedNode

from qkg.sparql.columns import Column, cells, columns
from qkg.sparql.table import Table

IRI = NamedNode("https://w3id.org/qkg/id/place/baotou")


def test_label_translation_and_iri_are_one_column() -> None:
    """In the order in which they first come; a name that only ends like one stays alone."""
    assert columns(["place", "n", "placeEn", "placeIri", "loneEn", "versionIri"]) == [
        Column("place", zh="place", en="placeEn", iri="placeIri"),
        Column("n", zh="n"),
        Column("loneEn", en="loneEn"),
        Column("version", iri="versionIri"),
    ]


def test_a_label_column_is_the_chinese_of_its_stem() -> None:
    """Only beside the stem and its English."""
    assert columns(["hedge", "hedgeLabel", "hedgeEn"]) == [Column("hedge", zh="hedgeLabel", en="hedgeEn")]
    assert columns(["hedge", "hedgeLabel"]) == [
        Column("hedge", zh="hedge"),
        Column("hedgeLabel", zh="hedgeLabel"),
    ]


def test_cells_speak_the_readers_language() -> None:
    """With the thing behind them; an unbound label lets the IRI speak."""
    place = (Literal("包头市", language="zh"), Literal("Baotou", language="en"), IRI)
    table = Table(("place", "placeEn", "placeIri"), (place, (None, None, IRI)))
    _, [[english], [bare]] = cells(table, "en")
    assert (english.text, english.language, english.thing) == ("Baotou", "en", IRI)
    assert cells(table, "zh")[1][0][0].text == "包头市"
    assert (bare.text, bare.thing) == ("id:place/baotou", IRI)
