"""Places have addresses of their own, whichever article names them first."""

from collections import defaultdict

import pytest

from qkg.ingest import places
from qkg.ingest.gazetteer import Gazetteer
from qkg.ingest.mention import Mention
from qkg.ingest.things import Things

SUFFIX = "市场监管局"


def address(name: str, kind: str = "place") -> str:
    """The address that an article which names nothing else gives it."""
    things = Things("an-article", Gazetteer())
    things.take([Mention(kind, 0, len(name), name)])
    (link,) = things.links
    return link.thing


@pytest.mark.parametrize(("kind", "suffix"), [("place", ""), ("agency", SUFFIX)])
def test_no_two_places_have_one_address(kind: str, suffix: str) -> None:
    """Every province and prefecture of the list, and the agencies of each."""
    found: dict[str, set[str]] = defaultdict(set)
    for place in places.known().values():
        found[address(place.full + suffix, kind)].add(place.full)
    assert len(found) > 300
    assert not [names for names in found.values() if len(names) > 1]


@pytest.mark.parametrize("level", ["县", "区", "旗", "新区"])
def test_a_county_is_not_the_city_that_is_read_alike(level: str) -> None:
    """长沙县 lies in 长沙市; 朝阳区 does not lie in 朝阳市."""
    cities = {address(place.full) for place in places.known().values() if len(place.short) > 1}
    counties = {
        address(place.short + level) for place in places.known().values() if place.short[-1] not in "市州盟"
    }
    assert cities.isdisjoint(counties)


def test_a_province_in_short_is_the_province() -> None:
    """吉林 and 吉林省 in one article are one place, 吉林市 is another."""
    things = Things("an-article", Gazetteer())
    things.take(
        Mention("place", 4 * at, 4 * at + len(name), name)
        for at, name in enumerate(("吉林", "吉林省", "吉林市"))
    )
    assert [(link.words, link.english) for link in things.links] == [
        ("吉林省", "Jilin"),
        ("吉林市", "Jilin City"),
    ]
