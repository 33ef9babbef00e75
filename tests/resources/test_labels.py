"""Names for a reader: the own language, the other one, none; never by chance."""

from pyoxigraph import Literal, NamedNode

from qkg.resources.labels import Label, chosen, named, other

ZH, EN, BARE = Literal("包头市", language="zh"), Literal("Baotou", language="en"), Literal("150200")


def test_the_own_language_then_the_other_then_none() -> None:
    """The order is the same for every order of the data."""
    for given in ([ZH, EN, BARE], [BARE, EN, ZH]):
        assert chosen(given, "zh") == Label("包头市", "zh")
        assert chosen(given, "en") == Label("Baotou", "en")
    assert chosen([BARE, ZH], "en") == Label("包头市", "zh")
    assert chosen([BARE], "en") == Label("150200")
    assert chosen([], "en") is None


def test_a_regional_tag_counts_for_its_language() -> None:
    """``zh-Hans`` is Chinese."""
    assert chosen([EN, Literal("包头", language="zh-Hans")], "zh") == Label("包头", "zh-hans")


def test_of_two_labels_in_one_language_the_first_in_order_is_taken() -> None:
    """So that a page says the same each time."""
    pair = [Literal("b", language="en"), Literal("a", language="en")]
    assert chosen(pair, "en") == chosen(pair[::-1], "en") == Label("a", "en")


def test_the_other_name_is_only_told_when_there_is_one() -> None:
    """A fallback label is not shown twice."""
    assert other([ZH, EN], "zh") == Label("Baotou", "en")
    assert other([ZH], "en") is None
    assert other([BARE], "zh") is None


def test_without_a_label_the_iri_says_its_last_part() -> None:
    """Terms keep their prefix."""
    assert named(NamedNode("https://w3id.org/qkg/id/target/e1"), None).text == "e1"
    assert named(NamedNode("http://www.w3.org/ns/prov#used"), None).text == "prov:used"
