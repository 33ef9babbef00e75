"""The measure words of the genre: what counts things, and what measures them in a unit of QUDT.

Owns the tables only. A unit is a local name of QUDT with the factor that turns the words into it.
"""

import re
from decimal import Decimal

_COUNTERS = """
人次 条次 批次 件次 家次 户次 项次 场次 车次 班次 站次 台次
枪次 校次 门次 辆次 把次 只次 天次 例次 台件 台套 万次 大类 小类 品类 门类
家 项 个 件 台 人 名 位 户 届 类 种 张 所 次 门 场 份 宗 起 例 分 岁 倍 部 条 款 座 处 辆 艘 套 只 头 支
批 组 对 双 本 册 篇 片 块 棵 株 间 栋 幢 枚 颗 瓶 箱 袋 盒 桶 包 顶 把 副 幅 句 笔 单 期 轮 拨 层 级
县 市 区 镇 乡 村 国 省 校 店 院 字 页 步 道 面 根 亩 车 票 口 床 班 节 粒 罐 盏 尾 堂 节课 学时 课时
份次 架次 艘次 航班 点位 台位 件套 套件
"""
COUNTERS = tuple(_COUNTERS.split())
"""Words that count; the value is a bare number (NUM)."""

CHARY = frozenset("分期轮级单市区省国面道层步根包部对字把副头车票间双口床班节堂村")
"""Counters that mean something else after Chinese numerals or 一 (十分, 二期, 三级)."""

_MEASURES: dict[str, tuple[str, int | str]] = {
    "元": ("CCY_CNY", 1),
    "元人民币": ("CCY_CNY", 1),
    "美元": ("CCY_USD", 1),
    "欧元": ("CCY_EUR", 1),
    "吨": ("TONNE", 1),
    "公斤": ("KiloGM", 1),
    "千克": ("KiloGM", 1),
    "克": ("GM", 1),
    "毫克": ("MilliGM", 1),
    "斤": ("KiloGM", "0.5"),
    "公里": ("KiloM", 1),
    "千米": ("KiloM", 1),
    "米": ("M", 1),
    "厘米": ("CentiM", 1),
    "毫米": ("MilliM", 1),
    "平方米": ("M2", 1),
    "平方公里": ("KiloM2", 1),
    "公顷": ("HA", 1),
    "立方米": ("M3", 1),
    "升": ("L", 1),
    "微克": ("MicroGM", 1),
    "㎡": ("M2", 1),
    "℃": ("DEG_C", 1),
    "摄氏度": ("DEG_C", 1),
    "分贝": ("DeciB", 1),
    "毫升": ("MilliL", 1),
    "千瓦时": ("KiloW-HR", 1),
    "千瓦": ("KiloW", 1),
    "兆瓦": ("MegaW", 1),
    "年": ("YR", 1),
    "个月": ("MO", 1),
    "天": ("DAY", 1),
    "工作日": ("DAY", 1),
    "个工作日": ("DAY", 1),
    "小时": ("HR", 1),
    "个小时": ("HR", 1),
    "分钟": ("MIN", 1),
    "秒": ("SEC", 1),
    "%": ("PERCENT", 1),
    "％": ("PERCENT", 1),
    "‰": ("PERCENT", "0.1"),
    "个百分点": ("PERCENT", 1),
    "个点": ("PERCENT", 1),
    "百分点": ("PERCENT", 1),
    "成": ("PERCENT", 10),
}
MEASURES = {words: (unit, Decimal(factor)) for words, (unit, factor) in _MEASURES.items()}
"""Words that measure, with unit and factor."""

TIMES = frozenset(("YR", "MO", "DAY", "HR"))
"""Units of time that more often say when than how much."""


_NOT_BEFORE = """
成:立员为功本果效都长品分熟交套体
台:湾州风河 人:均民才员工大类口们体 项:目 次:日年要品 名:优牌录单称列
位:于居列 条:例件 年:度 市:场民级县 区:域 村:民
院:校 店:铺 口:岸径碑感味 班:车组列 节:能约点日省水 床:垫单 堂:食 家:庭电长具乡居争 分:之钟别为类级析批工享布
期:间货 级:别 面:积向临对
单:位元 升:级至到值温高 届:全人中三 米:赛线 门:店类峡 部:门分委 所:有在以 起:来步到 国:家际内道
"""
_SHUT = {one[0]: one[2:] for one in _NOT_BEFORE.split()}
"""Characters that make another word of a measure word: 项目, 人均, 市场."""


def pattern() -> str:
    """An alternation of all of them, the longest first."""
    every = sorted({*COUNTERS, *MEASURES}, key=len, reverse=True)
    said = "|".join(re.escape(one) + (f"(?![{_SHUT[one]}])" if one in _SHUT else "") for one in every)
    return f"(?=[{''.join(sorted({one[0] for one in every}))}])(?:{said})"
