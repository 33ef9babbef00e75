"""The grammar of figures: value, unit, hedge; and what only looks like a figure."""

import pytest

from qkg.ingest.figures import figures


@pytest.mark.parametrize(
    ("words", "verbatim", "said"),
    [
        ("共有近1000家企业受益", "近1000家", (1000, "NUM", "家", "nearly")),
        ("排放77500余吨", "77500余吨", (77500, "TONNE", "", "more-than")),
        ("共计3000余万元", "3000余万元", (30_000_000, "CCY_CNY", "", "more-than")),
        ("省二十几万元。", "二十几万元", (200_000, "CCY_CNY", "", "more-than")),
        ("带动上万家企业", "上万家", (10_000, "NUM", "家", "at-least")),
        ("占比不低于3%。", "不低于3%", (3, "PERCENT", "", "at-least")),
        ("达到94%以上", "达到94%以上", (94, "PERCENT", "", "at-least")),
        ("不宜超过1000元", "不宜超过1000元", (1000, "CCY_CNY", "", "at-most")),
        ("提高近一倍", "近一倍", (1, "NUM", "倍", "nearly")),
        ("是去年的2倍多。", "2倍多", (2, "NUM", "倍", "more-than")),
        ("由万分之五降", "万分之五", (0.05, "PERCENT", "", "exact")),
        ("约占全部的四分之一", "四分之一", (25, "PERCENT", "", "about")),
        ("三成以上", "三成以上", (30, "PERCENT", "成", "at-least")),
        ("数量翻两番", "翻两番", (300, "PERCENT", "", "exact")),
        ("提高2.4个百分点", "2.4个百分点", (2.4, "PERCENT", "个百分点", "exact")),
        ("压缩到5个工作日", "5个工作日", (5, "DAY", "个工作日", "exact")),
        ("二百来人参加", "二百来人", (200, "NUM", "人", "about")),
        ("成交3.5亿美元", "3.5亿美元", (350_000_000, "CCY_USD", "", "exact")),
        ("面积5千克", "5千克", (5, "KiloGM", "", "exact")),
        ("安排数百人就业", "数百人", (100, "NUM", "人", "more-than")),
        ("超过1/4的企业", "超过1/4", (25, "PERCENT", "", "more-than")),
        ("由七成五提高", "七成五", (75, "PERCENT", "成", "exact")),
        ("完工率七成出头。", "七成出头", (70, "PERCENT", "成", "more-than")),
        ("较上年翻了近一番", "翻了近一番", (100, "PERCENT", "", "nearly")),
        ("约为平均水平的1.5倍", "1.5倍", (1.5, "NUM", "倍", "about")),
        ("至少为消费者挽回损失1亿元", "1亿元", (100_000_000, "CCY_CNY", "", "at-least")),
        ("要达到每千人5批次", "达到每千人5批次", (5, "NUM", "批次", "at-least")),
        ("要求24小时内启动", "24小时内", (24, "HR", "小时", "at-most")),
        ("最长的超过半年。", "超过半年", (0.5, "YR", "年", "more-than")),
        ("金额不要超过5000元", "不要超过5000元", (5000, "CCY_CNY", "", "at-most")),
        ("不足全省企业7%的数量", "7%", (7, "PERCENT", "", "nearly")),
        ("提高一个百分点", "一个百分点", (1, "PERCENT", "个百分点", "exact")),
        ("其中近半完成", "近半", (50, "PERCENT", "", "nearly")),
        ("下降2.4百分点", "2.4百分点", (2.4, "PERCENT", "", "exact")),
        ("没收包装上万个", "上万个", (10_000, "NUM", "个", "at-least")),
        ("共 120 家企业", "120 家", (120, "NUM", "家", "exact")),
        ("一半以上的产品", "一半以上", (50, "PERCENT", "", "at-least")),
    ],
)
def test_one_figure(words: str, verbatim: str, said: tuple[float, str, str, str]) -> None:
    """One way of writing a figure, alone in its words: value, unit, measure word, hedge."""
    (one,) = figures(words)
    assert (one.value, one.unit, one.counter, one.hedge) == said
    assert words[one.start : one.end] == one.verbatim == verbatim


@pytest.mark.parametrize(
    ("words", "lower", "upper", "unit"),
    [
        ("补贴30%—50%的费用", 30, 50, "PERCENT"),
        ("金额0.5万—2万元", 5000, 20_000, "CCY_CNY"),
        ("培育150—200家企业", 150, 200, "NUM"),
        ("周期缩短10至15天", 10, 15, "DAY"),
        ("奖励20—30万元", 200_000, 300_000, "CCY_CNY"),
        ("降低两成至三成", 20, 30, "PERCENT"),
        ("便宜了三四成", 30, 40, "PERCENT"),
        ("高出市场价两三千元", 2000, 3000, "CCY_CNY"),
        ("日均接待一百二三十人次", 120, 130, "NUM"),
        ("延长2到3倍", 2, 3, "NUM"),
    ],
)
def test_a_range_has_two_bounds_and_no_value(words: str, lower: float, upper: float, unit: str) -> None:
    """The scale after the second number holds for the first unless that has one of its own."""
    (one,) = figures(words)
    assert (one.value, one.lower, one.upper, one.unit, one.hedge) == (None, lower, upper, unit, "range")


def test_a_second_number_takes_the_unit_of_the_first() -> None:
    """由7个工作日缩短到2个: both are days."""
    assert [(one.value, one.unit) for one in figures("由7个工作日缩短到2个。")] == [(7, "DAY"), (2, "DAY")]


def test_from_one_to_another_is_no_range() -> None:
    """由30%到50% are two figures."""
    assert [one.value for one in figures("由30%到50%")] == [30, 50]


@pytest.mark.parametrize(
    "words",
    [
        "2021年5月13日",
        "今年1—10月",
        "第九批国家级农业标准化示范区",
        "第18号令",
        "国办发〔2021〕17号",
        "GB/T 2828.1等标准",
        "拨打12315热线",
        "开展“一对一”帮扶",
        "“三全四零”质量管理模式",
        "五大行动共同推进",
        "分动员部署、精准帮扶、总结评估三个阶段进行",
        "十分重视",
        "连续4年",
        "设立12年来",
        "每万人口高价值发明专利",
        "一家企业获得一批成果",
        "平台二期建设",
        "跃居全国第五位",
        "位居前三",
        "四川省三亚市九江市",
        "小零件脱落",
        "128号1栋502室",
        "上午9时30分",
        "15分钟便民服务圈",
        "型号为HX-300的产品",
        "健身、美容、培训三类合计",
        "三元食品上市",
        "八项规定精神",
        "9" * 400 + "家",
    ],
)
def test_no_figure(words: str) -> None:
    """Dates, ordinals, numbers of documents, set phrases, counts of the list before, names."""
    assert figures(words) == ()
