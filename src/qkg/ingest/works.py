"""Mentions of what is made and done: documents, awards, actions, platforms, strategies.

Owns the forms of such names. Takes text and gives mentions, which may overlap.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from qkg.ingest import places
from qkg.ingest.cutting import balanced, name_start
from qkg.ingest.mention import Mention

_TITLE: Final = re.compile(r"《(?:[^《》\n]|《[^《》\n]*》){1,80}》")
_STANDARD: Final = re.compile(
    r"(?:GB|DB\d{0,4}|JJF|JJG|ISO|IEC|T)(?:/[A-Z]{1,6})?\s?\d[\d.]*(?:[—-]\d{4})?(?![\d%])"
)
_HEADED: Final = re.compile(
    r"(?:印发|发布|出台|公布|制定)(?P<name>[^，。；！？\s《》“”]{4,24}?(?:行动方案|实施方案|工作方案|指导意见|实施意见|管理办法|发展规划|规划纲要|实施纲要|建设纲要|若干措施|若干意见|三年行动计划|行动计划|分析报告|白皮书|通知|条例|报告))(?=\s|$|，|。)"
)
_PAPERS: Final = re.compile(r"(?:(?<=。)|(?<=\n))(?P<name>白皮书|蓝皮书)(?=显示|指出|提出)")
_MEDIA: Final = re.compile(r"《[^《》]{2,10}(?:报|日报|晚报|杂志)》")
_QUOTE: Final = r"“[^“”\n，。；]{1,24}”"
_QUOTED_AWARD: Final = re.compile(
    rf"(?=[全国省首“])(?:(?:(?<=评为)|(?<=获评)|(?<=荣获)|(?<=获得)|(?<=授予)|(?<=入选)|(?<=入围)|(?<=列为)|(?<=创建)|(?<=命名为)|(?<=第.个)|(?<=首个)|(?<=首批)|(?<=认定为))"
    rf"(?:全国|国家级?|省级|首批)?“[^“”\n，。；]{{1,40}}”(?:称号|名单|荣誉)?"
    r"|“[^“”\n，。；]{2,20}(?:之乡|之都|案例|百强|标杆|金奖|银奖|名牌产品|示范(?:单位|企业|城市|县|区))”"
    r"|全国[\u4e00-\u9fff（）]{4,20}?(?:百强榜|排行榜|榜单)"
    rf"|{_QUOTE}(?:认证|称号|荣誉称号)|{_QUOTE}(?=认定|名单|获证|团体标准|标志))"
)
_CHOSEN: Final = re.compile(
    r"(?:入选|获评|被评为|评为|荣获|获得|授予|喜获|荣膺|创建为?|入围)(?:20\d\d年度?)?(?:第[一二三四五六七八九十\d]+[届批])?"
    r"(?P<name>(?:全国|中国|国家|全省|全市)[^，。；！？\n]{2,30}?(?:城市|单位|集体|个人|企业|区|县|市|案例|品牌|基地|项目|名单|称号|标兵|工匠|团队|示范|优秀奖)(?:名单|称号)?)(?=[，。；、！？等]|$)",
    re.MULTILINE,
)
_PRIZE: Final = re.compile(r"(?<![获颁评受发抽得大])奖(?![励项金状章牌惩补品学罚杯评台]|获|获奖)")
_BODY: Final = re.compile("集团|公司|企业|组织|个人|单位")
_NEAR: Final = 40
_PRIZES: Final = re.compile(r"提名奖|[金银铜]奖|优秀奖|[一二三特]等奖")
_ACTION: Final = re.compile(
    r"(?:专项(?:监督)?抽查|专项整治|专项检查|专项行动|服务活动|宣传活动|主题活动|行动(?![方计力指纲])|工程(?![师建质项技机])|工作考核|试点示范项目|应用试点|试点(?![工城示单项地])|开放日|攻坚战|执法行动)"
)
_BATCH: Final = re.compile(r"第[一二三四五六七八九十]+批[\u4e00-\u9fff]{4,20}?(?:示范区|示范项目|示范点)")
_NAMED_ACTION: Final = re.compile(
    rf"{_QUOTE}(?:[\u4e00-\u9fff]{{0,6}}?(?:活动|行动|工程|计划|抽查|抽检|整治|检查|试点|大赛|竞赛|评选|执法))"
    r"|“[^“”\n，。；]{2,20}(?:行动|工程|计划)”"
)
_MONTH: Final = re.compile(
    r"“质量月”(?:活动)?|“(?:\w|·){1,12}(?:节|周|日)”活动|“[一二三四五六七八九十]大(?:行动|工程|计划)”|[一二三四五六七八九十]大行动(?=”)"
)
_PLATFORM: Final = re.compile(
    r"(?:服务平台|云平台|监管平台|信息平台|平台|管理系统|系统|小程序|服务窗口|服务站)"
)
_NAMED_PLATFORM: Final = re.compile(
    rf"{_QUOTE}[\u4e00-\u9fff]{{0,10}}?(?:平台|系统|小程序|APP|App|专区)|(?:全国)?\d{{5}}平台|[A-Za-z]+平台"
)
_APPOSED: Final = re.compile(rf"(?<=平台)(?:——)?(?P<name>{_QUOTE})")
_ORDINAL: Final = re.compile(r"(?:第?[一二三四五六七八九十\d]+[届批次])?")
_STRATEGY: Final = re.compile(r"战略(?![性合])")
_NOT_ACTION: Final = re.compile(
    r"^(?:[一二三四五六七八九十\d]+[大项个年]+(?:行动|工程|试点)|[^“]*[一二三四五六七八九十]大(?:行动|工程)|自觉行动|(?:专项)?行动|工程|试点|这一行动|提升行动|系列活动|重点工程|民生工程|系统工程|[大中小]+型工程|(?:建筑|建设|水利|交通|市政|房屋)工程)$"
)
_ANY_PLATFORM: Final = re.compile(r"^公共|改造成|^[^“”\d]+\d[^“”]*$")
"""What no platform's name is like: 公共检验检测平台, 沪苏浙3地平台."""
_NOT_PLATFORM: Final = re.compile(r"^(?:[\u4e00-\u9fff]{0,5})(?:平台|系统)$")


@lru_cache(maxsize=1)
def _quality_prize() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:{places.pattern()}|中国|全国|国家)(?:人民政府|政府|省长|市长|主席|县长|区长|州长)?|(?:省|市|区)政府|省长|市长|主席|县长|区长)(?:质量|标准创新贡献|标准创新|专利|商标|科学技术)(?:管理)?(?:金|银|优秀)?奖(?:提名奖)?(?![励项金状章牌惩])"
    )


@lru_cache(maxsize=1)
def _old_brand() -> re.Pattern[str]:
    return re.compile(rf"(?:中华|{places.pattern()})老字号")


def works(text: str) -> Iterator[Mention]:
    """All of them; the same words may come as a shorter and as a longer name."""
    yield from _documents(text)
    yield from _awards(text)
    yield from _actions(text)
    yield from _platforms(text)
    for one in _STRATEGY.finditer(text):
        yield from _named("strategy", text, one, 8)


def _plain(kind: str, form: re.Pattern[str], text: str) -> Iterator[Mention]:
    for one in form.finditer(text):
        name = "name" if "name" in form.groupindex else 0
        yield Mention(kind, one.start(name), one.end(name), one[name])


def _named(kind: str, text: str, suffix: re.Match[str], reach: int) -> Iterator[Mention]:
    """A name that ends with a suffix and begins where names begin."""
    start = name_start(text, max(0, suffix.start() - reach), suffix.start())
    start += len(_ORDINAL.match(text[start : suffix.start()])[0])  # type: ignore[index]
    words = text[start : suffix.end()]
    if len(words) > len(suffix[0]) + 1 and balanced(words):
        yield Mention(kind, start, suffix.end(), words)


def _documents(text: str) -> Iterator[Mention]:
    for one in _plain("document", _TITLE, text):
        if not _MEDIA.fullmatch(one.words):
            yield one
    yield from _plain("document", _STANDARD, text)
    yield from _plain("document", _PAPERS, text)
    head = text[: text.find("。") + 1 or len(text)]
    yield from _plain("document", _HEADED, head.split("本报讯")[0])


def _around(sign: str, form: re.Pattern[str], text: str) -> Iterator[Mention]:
    """Awards of a form that holds a sign: looked for near the sign, not all over the text."""
    place = text.find(sign)
    while place >= 0:
        end = place + _NEAR
        for one in form.finditer(text, max(0, place - _NEAR), end):
            yield Mention("award", one.start(), one.end(), one[0])
        place = text.find(sign, place + 1)


def _awards(text: str) -> Iterator[Mention]:
    forms = (
        (_quality_prize(), "奖"),
        (_old_brand(), "老字号"),
        (_QUOTED_AWARD, "“"),
        (_CHOSEN, ""),
        (_PRIZES, "奖"),
    )
    for form, sign in forms:
        yield from _around(sign, form, text) if sign.strip("“") else _plain("award", form, text)
    for one in _PRIZE.finditer(text):
        yield from (
            named
            for named in _named("award", text, one, 12)
            if not _BODY.search(named.words) and named.words != "政府质量奖"
        )


def _actions(text: str) -> Iterator[Mention]:
    yield from _plain("action", _NAMED_ACTION, text)
    yield from _plain("action", _MONTH, text)
    yield from _plain("action", _BATCH, text)
    for one in _ACTION.finditer(text):
        for named in _named("action", text, one, 22):
            if not _NOT_ACTION.match(named.words):
                yield named


def _platforms(text: str) -> Iterator[Mention]:
    yield from _plain("platform", _NAMED_PLATFORM, text)
    yield from _plain("platform", _APPOSED, text)
    for one in _PLATFORM.finditer(text):
        for named in _named("platform", text, one, 24):
            if not _NOT_PLATFORM.match(named.words) and not _ANY_PLATFORM.search(named.words):
                yield named
