"""Names by their form, by the graph, and by what was named before; nothing inside a longer name."""

from datetime import date

import pyoxigraph as ox
import pytest

from qkg.ingest import gazetteer
from qkg.ingest.cleaning import clean
from qkg.ingest.gazetteer import Gazetteer
from qkg.ingest.mention import Mention
from qkg.ingest.recognition import recognise

DAY = date(2023, 5, 4)


def found(text: str, known: Gazetteer | None = None) -> list[Mention]:
    """The mentions of a text."""
    return list(recognise(clean(text), known or Gazetteer(), DAY).mentions)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("近日，湖南省市场监管局印发通知", "agency", "湖南省市场监管局"),
        ("市场监管总局表示", "agency", "市场监管总局"),
        ("由株洲市人民政府办公室牵头", "agency", "株洲市人民政府办公室"),
        ("授予湘江机电股份有限公司奖牌", "enterprise", "湘江机电股份有限公司"),
        ("湖南省计量检测研究院承担", "organisation", "湖南省计量检测研究院"),
        ("位于浏阳市的企业", "place", "浏阳市"),
        ("《湖南省质量强省建设纲要》提出", "document", "《湖南省质量强省建设纲要》"),
        ("获得中国质量奖提名奖。", "award", "中国质量奖提名奖"),
        ("被评为“全国质量标杆”。", "award", "“全国质量标杆”"),
        ("深入开展民生计量专项整治。", "action", "民生计量专项整治"),
        ("启动“计量惠民生”主题活动。", "action", "“计量惠民生”主题活动"),
        ("依托“湘质通”服务平台开展", "platform", "“湘质通”服务平台"),
        ("持续推进质量强省战略。", "strategy", "质量强省战略"),
        ("得到企业高度评价。", "appraisal", "高度评价"),
        ("下一步，该局将建立长效机制。", "plan", "建立长效机制"),
        ("本报讯 （记者 李 艳）", "person", "李 艳"),
        ("副局长周文斌介绍，", "person", "周文斌"),
        ("高级工程师秤小准介绍，", "person", "秤小准"),
        ("近年来，中宁县市场监管局牵头", "agency", "中宁县市场监管局"),
        ("日前，中共贵州省委印发", "agency", "中共贵州省委"),
        ("部署“校园食品安全守护行动”。", "action", "“校园食品安全守护行动”"),
        ("福州及平潭综合实验区共有", "place", "平潭综合实验区"),
        ("联合厦门市消防救援支队", "agency", "厦门市消防救援支队"),
        ("长三角绿色认证联盟成立", "organisation", "长三角绿色认证联盟"),
        ("是“中国枸杞之乡”。", "award", "“中国枸杞之乡”"),
    ],
)
def test_one_name(text: str, kind: str, words: str) -> None:
    """One way of writing each kind of name."""
    assert (kind, words) in [(one.kind, one.words) for one in found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "有关部门介绍",
        "负责人有关同志表示",
        "大中型工程验收",
        "各类平台和电商平台",
        "这项工程",
        "奖励和获奖企业",
        "即将启动",
        "今后将力争到2025年底，",
        "全省各地",
    ],
)
def test_common_nouns_are_no_names(text: str) -> None:
    """What only looks like a name."""
    assert found(text) == []


def test_nothing_inside_a_longer_name() -> None:
    """The province is part of the agency's name; inside a plan a name is a name."""
    kinds = [one.kind for one in found("下一步，湖南省市场监管局将会同湖南省财政厅开展评估。")]
    assert kinds == ["agency", "plan", "agency"]


def test_short_words_mean_what_was_named_before() -> None:
    """《通知》 and 提升行动 stand for the full names."""
    text = (
        "印发《关于开展认证提升行动的通知》，部署小微企业质量认证提升行动。《通知》明确，提升行动分步实施。"
    )
    names = {one.words: one.name for one in found(text)}
    assert names["《通知》"] == "《关于开展认证提升行动的通知》"
    assert names["提升行动"] == "小微企业质量认证提升行动"


def test_a_number_inside_a_name_is_no_figure() -> None:
    """服务百家企业 is part of the campaign's name."""
    text = "实施服务百家企业高质量发展行动，惠及1200家企业。"
    assert [one.verbatim for one in recognise(clean(text), Gazetteer(), DAY).figures] == ["1200家"]


def test_names_of_the_graph_are_found_and_linked() -> None:
    """A label scores 1, an alternative label a little less; the kind must fit."""
    turtle = """
    @prefix qkg: <https://w3id.org/qkg/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    <https://w3id.org/qkg/id/enterprise/a> a qkg:Enterprise ; rdfs:label "甲乙牧业"@zh , "A"@en ;
      skos:altLabel "甲牧"@zh .
    """
    known = gazetteer.of(ox.parse(turtle, format=ox.RdfFormat.TURTLE))
    linked = [(one.words, one.thing, one.score) for one in found("甲乙牧业和甲牧来了", known)]
    thing = "https://w3id.org/qkg/id/enterprise/a"
    assert linked == [("甲乙牧业", thing, 1.0), ("甲牧", thing, 0.95)]
    assert known.english[thing] == "A"
