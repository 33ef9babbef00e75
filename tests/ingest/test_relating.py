"""Relations by patterns within a sentence."""

from datetime import date

import pytest

from qkg.ingest.cleaning import clean
from qkg.ingest.gazetteer import Gazetteer
from qkg.ingest.recognition import recognise
from qkg.ingest.relating import relate


def ties(text: str) -> set[tuple[str, str, str]]:
    """Kind, subject and object by their words."""
    cleaned = clean(text)
    found = recognise(cleaned, Gazetteer(), date(2023, 5, 4))
    return {(one.kind, text[slice(*one.subject)], text[slice(*one.object)]) for one in relate(cleaned, found)}


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        ("湖南省市场监管局会同湖南省财政厅印发《质量办法》。", ("issuer", "《质量办法》", "湖南省财政厅")),
        ("湖南省市场监管局深入开展民生计量专项整治。", ("actor", "民生计量专项整治", "湖南省市场监管局")),
        ("下一步，湖南省市场监管局将建立长效机制。", ("plannedBy", "建立长效机制", "湖南省市场监管局")),
        ("湘江机电有限公司建成“湘质通”云平台。", ("establishes", "湘江机电有限公司", "“湘质通”云平台")),
        ("长沙市、株洲市获得中国质量奖提名奖。", ("recipient", "中国质量奖提名奖", "长沙市")),
        ("湖南省人民政府授予湘江集团湖南省省长质量奖。", ("conferrer", "湖南省省长质量奖", "湖南省人民政府")),
        ("目前，“湘质通”平台注册用户1976家。", ("subject", "1976家", "“湘质通”平台")),
        ("据湖南省市场监管局介绍，合格率达到96.1%。", ("speaker", "达到96.1%", "湖南省市场监管局")),
        ("“湘质行”行动得到市场监管总局充分肯定。", ("appraiser", "充分肯定", "市场监管总局")),
        ("《纲要》要求，合格率达100%。", ("subject", "达100%", "《纲要》")),
        ("其中，湘江机电有限公司合格率达100%。", ("subject", "达100%", "湘江机电有限公司")),
        ("据湖南省消费者协会调查显示，合格率达100%。", ("speaker", "达100%", "湖南省消费者协会")),
        ("“湘质行”行动得到市场监管总局充分肯定。", ("appraised", "充分肯定", "“湘质行”行动")),
    ],
)
def test_one_relation(text: str, tie: tuple[str, str, str]) -> None:
    """One way of saying each."""
    assert tie in ties(text)


def test_a_platform_that_is_used_is_not_set_up() -> None:
    """依托 is no founding."""
    assert not [one for one in ties("湖南省市场监管局依托“湘质通”平台建立机制。") if one[0] == "establishes"]


@pytest.mark.parametrize(
    "text", ["湖南省市场监管局表示，方案将扩展范围。", "湖南省市场监管局表示，养老机构都将被纳入范围。"]
)
def test_a_plan_of_no_one(text: str) -> None:
    """What stands right before 将 is no one who plans."""
    assert not [one for one in ties(text) if one[0] == "plannedBy"]


def test_an_award_is_not_given_in_the_rules_for_it() -> None:
    """根据《办法》 says how, not where."""
    text = "根据《质量奖办法》，湖南省人民政府授予湘江集团湖南省省长质量奖。"
    assert not [one for one in ties(text) if one[0] == "conferredIn"]
