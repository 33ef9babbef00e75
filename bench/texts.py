"""Made-up news texts of the genre, one a file: ``python -m bench.texts --texts 20000 DIR``.

The same seed gives the same texts, each from its number alone. Sentences come from templates with places of
the list, made-up firms, agencies, documents, awards and figures with hedges. Every thousandth file is empty,
as in any archive. Nothing here is a text of a newspaper.
"""

import argparse
import random
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from qkg.ingest import places

SEED = 20210513
EMPTY = 1_000
"""One text in so many has nothing in it."""
FIRST = date(2019, 1, 1)
DAYS = 1_800
IN_FOLDER = 1_000

_SYLLABLES = "东华康宁泰和安瑞恒通远信德隆盛兴源达科创新海天江河山川云峰金银玉石"
_TRADES = [
    "精密机械",
    "电气设备",
    "食品",
    "纺织",
    "光电科技",
    "生物制药",
    "新材料",
    "仪表",
    "环保",
    "建材",
    "家具",
    "陶瓷",
    "农业",
    "轨道交通",
]
_FIRMS = ("有限公司", "股份有限公司", "集团")
_AGENCIES = ("市场监管局", "发展改革委", "工业和信息化厅", "质量强省办公室", "商务局", "农业农村局")
_PAPERS = ["质量提升行动方案", "质量奖管理办法", "标准化发展规划", "质量基础设施建设意见", "品牌培育实施方案"]
_GOODS = (
    "儿童用品 家用电器 建筑材料 食品相关产品 危险化学品 电线电缆 纺织品 农资 消防产品 燃气具".split()  # noqa: SIM905
)
_HEDGES = (("近", ""), ("超过", ""), ("约", ""), ("", ""), ("", ""), ("", ""), ("不少于", ""))
_PLATFORMS = ["质量通", "标准云", "计量家", "检验在线", "品牌港", "质惠企"]
_SURNAMES, _NAMES = "王李张刘陈杨赵黄周吴", "文质明华建国志强丽敏静"
_SENTENCES = (
    "{time}，{agency}印发《{place}{paper}》，部署{work}工作。",
    "{time}，{place}共{work}{h}{n}家企业，同比增长{p}%。",
    "{agency}授予{firm}{place}质量奖，授予{other}等{k}家企业{place}质量奖提名奖。",
    "{agency}组织{h}{k}名专家，深入{n}家企业开展服务活动，解决技术难题{k}个，为企业节约成本{h}{d}亿元。",
    "监督抽查{goods}{n}批次，合格率为{q}%，比上年提高{f}个百分点。",
    "{firm}负责人{person}表示，公司产品一次交检合格率由{f0}%提高到{q}%。",
    "截至目前，{place}累计主导制定国家标准{k}项，拥有发明专利{h}{n}件。",
    "“{platform}”质量服务平台注册企业{h}{m}万家，受理业务{h}{d}万件次。",
    "{firm}投入{h}{n}万元改造生产线，产品出口{k}个国家和地区。",
    "下一步，{agency}将继续{work}，力争明年服务企业{h}{n}家。",
    "{time}，{agency}受理消费者投诉{n}件，办结率{q}%，挽回经济损失{d}万元。",
    "全市检验检测机构达到{k}家，从业人员{h}{n}人，营业收入{h}{d}亿元，下降{f}%。",
)
_WORKS = ["开展质量帮扶", "推进质量认证", "培育质量标杆", "实施标准化试点", "开展专项抽查", "整治计量违法"]
_TIMES = ("近日", "今年1—6月", "去年", "9月10日", "今年以来", "2020年", "截至6月底")


def text(number: int, seed: int = SEED) -> str:
    """The text of that number."""
    if number % EMPTY == EMPTY - 1:
        return ""
    chance = random.Random(f"{seed}-{number}")
    words = _Words(chance)
    body = [one.format_map(words) for one in chance.sample(_SENTENCES, chance.randint(1, 3))]
    title = f"{words['place']}{words['work']} 服务企业{chance.randint(20, 9000)}家"
    byline = f"本报讯（记者 {words['person']}）"
    return f"{title}\n{byline}{''.join(body)}\n"


def name(number: int) -> str:
    """Folder and file: the day stands in the name."""
    day = FIRST + timedelta(days=number % DAYS)
    return f"{number // IN_FOLDER:04}/news-{number:07}-{day.isoformat()}.txt"


def write(folder: Path, count: int, seed: int = SEED) -> Iterator[Path]:
    """Write so many texts."""
    for number in range(count):
        path = folder / name(number)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text(number, seed), encoding="utf-8")
        yield path


class _Words(dict[str, object]):
    """What a template asks for; place, agency and firms stay the same within a text."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        place = chance.choice(_places())
        super().__init__(place=place, agency=place + chance.choice(_AGENCIES), person=self._person())
        super().update(firm=self._firm(), other=self._firm())

    def __missing__(self, name: str) -> object:
        chance = self._chance
        made: dict[str, Callable[[], object]] = {
            "time": lambda: chance.choice(_TIMES),
            "paper": lambda: chance.choice(_PAPERS),
            "work": lambda: chance.choice(_WORKS),
            "goods": lambda: chance.choice(_GOODS),
            "platform": lambda: chance.choice(_PLATFORMS),
            "h": lambda: chance.choice(_HEDGES)[0],
            "n": lambda: chance.choice((chance.randint(20, 9999), chance.randint(2, 90) * 100)),
            "k": lambda: chance.randint(3, 180),
            "m": lambda: chance.randint(2, 40),
            "d": lambda: f"{chance.uniform(1, 90):.1f}",
            "p": lambda: f"{chance.uniform(2, 60):.1f}",
            "q": lambda: f"{chance.uniform(93, 99.9):.1f}",
            "f": lambda: f"{chance.uniform(0.1, 9):.1f}",
            "f0": lambda: f"{chance.uniform(80, 93):.1f}",
        }
        return made[name]()

    def _person(self) -> str:
        return self._chance.choice(_SURNAMES) + "".join(self._chance.sample(_NAMES, 2))

    def _firm(self) -> str:
        chance = self._chance
        stem = "".join(chance.sample(_SYLLABLES, 2))
        return f"{chance.choice(_places())}{stem}{chance.choice(_TRADES)}{chance.choice(_FIRMS)}"


@lru_cache(maxsize=1)
def _places() -> list[str]:
    return sorted({one.full for one in places.known().values()})


def main() -> None:
    """Write the texts, say how many characters they have."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--texts", type=int, default=20_000)
    asked.add_argument("--seed", type=int, default=SEED)
    asked.add_argument("folder", type=Path)
    wanted = asked.parse_args()
    written = sum(path.stat().st_size > 0 for path in write(wanted.folder, wanted.texts, wanted.seed))
    sys.stdout.write(f"{written} texts and {wanted.texts - written} empty files in {wanted.folder}\n")


if __name__ == "__main__":
    main()
