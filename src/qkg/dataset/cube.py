"""The Data Cube as one table: a row for each figure, and what each column means in both languages.

The rows come from ``cube.rq``; a test holds the columns against it. Kinds: ``iri``, ``text``, ``number``,
``date``, ``flag``, and ``iris`` or ``texts`` for lists. Must not know CSV on the Web, Parquet or HTTP.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from qkg.media import Format
from qkg.namespaces import PREFIXES
from qkg.store.contract import Answer, Request, Store

SEPARATOR: Final = "|"
"""Between the members of a list in one cell."""
LISTS: Final = ("iris", "texts")
KEY: Final = "figure"


@dataclass(frozen=True)
class Column:
    """A column: its name, kind, titles, and the property of the figure that it holds (empty: a label)."""

    name: str
    kind: str
    zh: str
    en: str
    predicate: str = ""

    @property
    def iri(self) -> str:
        """The property as an IRI; empty for a column that only labels another."""
        prefix, _, local = self.predicate.partition(":")
        return PREFIXES[prefix] + local if local else ""


COLUMNS: Final = (
    Column("figure", "iri", "数字的标识", "Identifier of the figure"),
    Column("figure_zh", "text", "数字的标签（中文）", "Label of the figure, in Chinese", "rdfs:label"),
    Column("figure_en", "text", "数字的标签（英文）", "Label of the figure, in English", "rdfs:label"),
    Column("value", "number", "数值", "Value as reported", "sdmx-measure:obsValue"),
    Column("lower_bound", "number", "下界", "Lower bound", "qkg:lowerBound"),
    Column("upper_bound", "number", "上界", "Upper bound", "qkg:upperBound"),
    Column("hedge", "iri", "模糊限定", "Hedge", "qkg:approximation"),
    Column("hedge_zh", "text", "模糊限定（中文）", "Hedge, in Chinese"),
    Column("hedge_en", "text", "模糊限定（英文）", "Hedge, in English"),
    Column("bound_set", "text", "限定设下的界", "Bound that the hedge sets, and whether it is included"),
    Column("unit", "iri", "单位", "Unit", "sdmx-attribute:unitMeasure"),
    Column("unit_zh", "text", "单位（中文）", "Unit, in Chinese"),
    Column("unit_en", "text", "单位（英文）", "Unit, in English"),
    Column("counted_thing", "iri", "所计之物", "Counted thing", "qkg:countedThing"),
    Column("counted_thing_zh", "text", "所计之物（中文）", "Counted thing, in Chinese"),
    Column("counted_thing_en", "text", "所计之物（英文）", "Counted thing, in English"),
    Column("quantity_of", "iris", "计量物", "Substances measured", "qkg:quantityOf"),
    Column("open_list", "flag", "列举未尽", "Whether the source's list is open", "qkg:openList"),
    Column("indicator", "iri", "指标", "Indicator", "qkg:indicator"),
    Column("indicator_zh", "text", "指标（中文）", "Indicator, in Chinese"),
    Column("indicator_en", "text", "指标（英文）", "Indicator, in English"),
    Column("subject", "iri", "描述对象", "Described subject", "qkg:subject"),
    Column("subject_zh", "text", "描述对象（中文）", "Described subject, in Chinese"),
    Column("subject_en", "text", "描述对象（英文）", "Described subject, in English"),
    Column("aggregation", "iri", "汇总方式", "Aggregation", "qkg:aggregation"),
    Column("change_direction", "iri", "变化方向", "Direction of change", "qkg:changeDirection"),
    Column("administrative_level", "iri", "行政层级", "Administrative level", "qkg:administrativeLevel"),
    Column("period", "iri", "时段", "Period", "sdmx-dimension:refPeriod"),
    Column("period_edtf", "text", "时段（EDTF）", "Period in EDTF"),
    Column("period_start", "date", "时段起始日", "First day of the period"),
    Column("period_end", "date", "时段结束日", "Last day of the period"),
    Column("period_text", "text", "时段的原话", "Period in the source's own words"),
    Column("place", "iri", "地域", "Area", "sdmx-dimension:refArea"),
    Column("place_zh", "text", "地域（中文）", "Area, in Chinese"),
    Column("place_en", "text", "地域（英文）", "Area, in English"),
    Column("agency", "iris", "实施机构", "Agencies that act in what is described"),
    Column("agency_zh", "texts", "实施机构（中文）", "Agencies, in Chinese"),
    Column("agency_en", "texts", "实施机构（英文）", "Agencies, in English"),
    Column("verbatim", "text", "数字的原文写法", "Figure as the source writes it", "qkg:verbatim"),
    Column("evidence", "iris", "证据", "Evidence", "qkg:evidence"),
    Column("quotes", "texts", "原话", "Quotes, one for each evidence item"),
    Column("speaker", "iris", "说话者", "Speakers"),
    Column("speaker_zh", "texts", "说话者（中文）", "Speakers, in Chinese"),
    Column("speaker_en", "texts", "说话者（英文）", "Speakers, in English"),
    Column("article", "iri", "文章", "Article"),
    Column("article_zh", "text", "文章标题（中文）", "Title of the article, in Chinese"),
    Column("article_en", "text", "文章标题（英文）", "Title of the article, in English"),
    Column("published", "date", "发表日期", "Date of publication"),
    Column("dataset", "iri", "所属数据集", "Data set", "qb:dataSet"),
)


@cache
def query() -> str:
    """The query that makes the rows."""
    return (files("qkg.dataset") / "cube.rq").read_text(encoding="utf-8")


async def rows(
    store: Store, format: Format, generation: int | None = None, seconds: float | None = None
) -> Answer:
    """The table in one of the formats for rows, as it comes."""
    request = Request(
        query(), format, prefixes=PREFIXES, generation=generation, seconds=seconds, source="cube"
    )
    return await store.query(request)
