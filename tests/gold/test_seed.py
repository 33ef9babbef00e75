"""The seed article's gold is what its graph says."""

from tests.gold import seed
from tests.gold.scoring import score, things_found
from tests.gold.values import Predicted, Relation

GOLD = seed.read()
# read off the article by hand: words, value, unit, measure word, hedge
FIGURES = [
    ("10大类", 10, "NUM", "大类", "exact"),
    ("8项", 8, "NUM", "项", "exact"),
    ("1075项", 1075, "NUM", "项", "exact"),
    ("230个", 230, "NUM", "个", "exact"),
    ("182个", 182, "NUM", "个", "exact"),
    ("797家", 797, "NUM", "家", "exact"),
    ("7届", 7, "NUM", "届", "exact"),
    ("32家", 32, "NUM", "家", "exact"),
    ("近1000家", 1000, "NUM", "家", "nearly"),
    ("近5万人", 50000, "NUM", "人", "nearly"),
    ("77500余吨", 77500, "TONNE", "吨", "more-than"),
    ("26000余吨", 26000, "TONNE", "吨", "more-than"),
    ("28%", 28, "PERCENT", "%", "exact"),
    ("1976家", 1976, "NUM", "家", "exact"),
    ("10078条次", 10078, "NUM", "条次", "exact"),
    ("7620人次", 7620, "NUM", "人次", "exact"),
    ("34万台件", 340000, "NUM", "台件", "exact"),
    ("3000余万元", 30000000, "CCY_CNY", "万元", "more-than"),
]


def words(kind: str) -> set[str]:
    """The words by which the gold names things of one kind."""
    return {one.words for one in GOLD.mentions if one.kind == kind}


def test_the_figures_in_the_order_of_the_text() -> None:
    """All eighteen, with value, unit, measure word and hedge."""
    found = [(one.verbatim, one.value, one.unit, one.counter, one.hedge) for one in GOLD.figures]
    assert found == FIGURES


def test_positions_are_as_long_as_the_words() -> None:
    """Whatever is marked is as long as what it quotes."""
    assert all(one.end - one.start == len(one.words) for one in GOLD.mentions)
    assert all(one.end - one.start == len(one.verbatim) for one in GOLD.figures)


def test_the_names() -> None:
    """Agencies, people, awards and campaigns by the names that the article uses, none inside a longer one."""
    assert words("agency") == {"国办", "国务院", "国务院办公厅", "市场监管总局", "内蒙古市场监管局"}
    assert words("person") == {"李 艳", "闫锡坤"}
    assert words("enterprise") == {"蒙草集团", "伊利集团"}
    assert words("award") == {
        "2020年落实有关重大政策措施真抓实干推进质量工作成效突出的地方",
        "国际标准化创新型城市",
        "内蒙古自治区主席质量奖",
        "中国质量奖提名奖",
    }
    assert words("action") >= {"标准化提升行动", "服务百家企业高质量发展行动", "四大行动", "对标达标行动"}
    assert "中国" not in words("place")


def test_the_relations() -> None:
    """A conferral, which has no words, ties the award to who gave and who got it."""
    said = {(one.kind, one.words) for one in GOLD.ties}
    assert ("recipient", "china-quality-award-nomination → yili") in said
    assert ("establishes", "inner-mongolia-amr → baojiandao") in said
    assert ("partOf", "cqn-2021-05-13-ethnic-dairy → cqn-2021-05-13-four-campaigns") in said


def test_gold_scores_itself_full() -> None:
    """Everything given back is found: no relation end without a place."""
    relations = tuple(Relation(one.kind, min(one.subjects), min(one.objects)) for one in GOLD.ties)
    predicted = Predicted(GOLD.figures, GOLD.mentions, relations)
    assert [one for one in score(GOLD, predicted) if one.missed or one.false] == []
    assert things_found(GOLD, GOLD.mentions).missed == ()
