"""Mentions of those who act: agencies, enterprises, organisations, people, and places.

Owns the suffixes and titles by which they are known. Takes text and gives mentions, which may overlap.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from qkg.ingest import places
from qkg.ingest.cutting import name_start
from qkg.ingest.mention import Mention

_FIELDS: Final = (
    "市场监督管理|市场监管|发展和改革|发展改革|工业和信息化|经济和信息化|教育|科学技术|科技|财政|"
    "农业农村|农牧|商务|"
    "卫生健康|生态环境|住房和城乡建设|住房城乡建设|交通运输|文化和旅游|公安|司法|民政|"
    "人力资源和社会保障|人力资源社会保障|"
    "应急管理|应急|税务|统计|知识产权|药品监督管理|药品监管|自然资源|水利|林业和草原|林草|"
    "国有资产监督管理|国资|"
    "审计|医疗保障|医保|气象|能源|海关|质量技术监督|质监|工商|食品药品监管|认证认可监督管理|"
    "标准化管理|地方金融|邮政|体育|广播电视|"
    "政务服务|大数据|行政审批|粮食和物资储备|乡村振兴|信访|外事|城市管理|综合行政执法|园林|民族|宗教"
)
_BODY: Final = (
    rf"(?:(?:{_FIELDS})(?:总局|局|厅|委员会|委|管理局|部(?!门|分|署))"
    r"|消防救援(?:局|总队|支队|大队)|海关(?!总署|特殊|监管区)"
    r"|人民政府(?:办公厅|办公室)?|人民法院|人民检察院|纪委监委)"
)
_UNIT: Final = (
    r"(?:[\u4e00-\u9fff]{2,6}?(?:处|司|科)(?=处长|副处长|司长|科长|有关|相关|负责|介绍|[，。、]|$))?"
)
_CENTRAL: Final = (
    r"国务院(?:办公厅|(?:质量强国建设协调推进领导小组)?办公室)?|国办|中共中央(?:办公厅)?|"
    r"中央网信办|最高人民法院|最高人民检察院|"
    r"国家(?:市场监督管理总局|市场监管总局|标准化管理委员会|标准委|认证认可监督管理委员会|认监委|"
    r"药监局|药品监督管理局|知识产权局|发展改革委|统计局|卫生健康委)|"
    r"市场监管总局|海关总署|工业和信息化部|农业农村部|商务部|生态环境部|住房和?城乡建设部|"
    r"交通运输部|国家发展改革委|国家卫生健康委|财政部|教育部|科技部|公安部|发展改革委|国家能源局|"
    r"应急管理部|人力资源社会保障部|文化和旅游部"
)
_WORD: Final = (
    "(?:(?!局|厅|联合|会同|人民政府|委员会|公司|牵头|印发|发布|开展|举办|召开|组织|获|[在由将的等])"
    r"[\u4e00-\u9fff])"
)
"""A character inside the name of a body: none of a verb, of another body, of a particle."""
_TEAMS: Final = re.compile("(?:领导小组|指挥部|联席会议|安委会|安全委员会)")
_COMPANY: Final = re.compile(
    r"(?:股份有限公司|有限责任公司|有限公司|集团(?:公司)?(?![军结成化企])|总公司|控股公司)"
)
_INSTITUTE: Final = (
    r"(?:研究院|研究所|研究会|科学院|设计院|检测院|检验院|检测研究院|测试所|检验所|总工会|工会|"
    r"协会|学会|商会|联合会|促进会|大学|学院|"
    r"消费者委员会|消委会|消费者权益保护委员会|消保委|质检院|计量院|标准化院|中心|医院|银行|联盟|"
    r"技术院|基金会)"
)
_PAPER: Final = re.compile(
    r"《[^《》]{2,10}(?:报|日报|晚报|杂志)》|新华社|人民日报|中国[\u4e00-\u9fff]{2,4}网|央视新闻"
)
_ROLE: Final = (
    "(?=[副院局处厅主会总董书科教司部省市县区所校秘理裁厂经队站镇专工研发负调巡席委监创店])"
    "副?(?:院长|局长|处长|厅长|主任|会长|总经理|董事长|书记|科长|教授|司长|部长|省长|市长|县长|"
    "区长|所长|校长|秘书长|理事长|总裁|厂长|"
    "经理|队长|站长|镇长|专家|工程师|总工程师|研究员|发言人|负责人|调研员|巡视员|主席|委员|总监|"
    "创始人|店长)"
)
_SURNAME: Final = (
    ""
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    ""
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧伏成戴谈宋茅庞"
    ""
    "熊纪舒屈项祝董梁杜阮蓝闵季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫房裘缪干解宗丁宣贲邓"
    ""
    "郁杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷侯宓蓬全郗班仰秋仲伊宫"
    ""
    "宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲鄂索咸籍赖卓蔺屠蒙池乔阴闻翟谭贡劳申冉宰雍桑桂濮牛寿通边扈燕"
    ""
    "冀郏浦尚温别庄晏柴瞿阎充慕连茹习宦艾鱼容古易慎戈廖庾暨居衡步耿满弘匡文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖"
    "融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯荆红游竺权逯盖益桓闫肖涂佟付代仝兰"
)
_BYLINE: Final = re.compile(
    r"(?:本报讯|本网讯|讯)\s*（(?P<names>[^（）\n]{2,40})）|（(?:(?:本报)?(?:见习)?(?:记者|"
    r"通讯员))(?P<more>[^（）\n]{2,30})）"
    r"|(?:本报|见习)(?:记者|通讯员)\s*(?P<one>[\u4e00-\u9fff]{2,3})(?=[\s报摄文])"
)
_REPORTER: Final = re.compile(r"(?:本报|见习|特约)?(?:记者|通讯员)[:：]?|文/|图/|\s|/|、")
_LENGTHS: Final = (2, 3)
_SAYS: Final = (
    "(?=说|表示|介绍|认为|告诉|指出|称|坦言|透露|强调|解释|，|在|（|对|为|等|率|"
    "代表|出席|主持|宣布|致辞|参加|感慨|算|提醒|呼吁|建议|直言|回忆|补充|谈到|解读|总结|说明|深有|笑)"
)
_SPOKEN: Final = re.compile(rf"{_ROLE}(?P<name>[{_SURNAME}][\u4e00-\u9fff]{{1,2}}?){_SAYS}")
_STRANGER: Final = re.compile(
    rf"{_ROLE}(?P<name>(?!有关|相关|负责|同志|对此|本人|代表|在|就|也|还|曾|则|向)[\u4e00-\u9fff]{{2,3}}?)"
    "(?=介绍|表示|说[，：]|告诉记者|强调|认为|指出|提醒|透露|坦言)"
)
"""Whoever speaks has a name, whether the family name is common or not."""


@lru_cache(maxsize=1)
def _agency() -> re.Pattern[str]:
    place = places.pattern()
    return re.compile(
        rf"(?:国务院安委会(?:办公室)?|(?=[国中最市海工农商生交财教科公发应人文住])(?:{_CENTRAL})"
        rf"|{place}(?:{_BODY}|委(?:员会)?(?:办公厅|办公室)?(?=[、，。和与印发]))|中共{place}委(?:员会)?(?:办公厅|办公室)?"
        rf"|(?:(?<![\u4e00-\u9fff])|(?<=[由据在和与对]))(?:{_WORD}{{2,4}}[市县区旗]|[省市县区])(?:{_BODY})){_UNIT}",
        re.MULTILINE,
    )


@lru_cache(maxsize=1)
def _team() -> re.Pattern[str]:
    """Bodies for one task: 质量强省领导小组办公室."""
    return re.compile(
        rf"(?:{places.pattern()}|全国|国务院){_WORD}{{2,16}}?{_TEAMS.pattern}(?:办公室)?"
        r"|(?<![\u4e00-\u9fff])领导小组办公室"
    )


@lru_cache(maxsize=1)
def _institute() -> re.Pattern[str]:
    return re.compile(rf"(?:{places.pattern()}|中国|国家|全国|长三角){_WORD}{{2,14}}?{_INSTITUTE}(?!\d)")


def bodies(text: str) -> Iterator[Mention]:
    """All of them; the same words may come as a shorter and as a longer name."""
    yield from _found("agency", _agency(), text)
    if _TEAMS.search(text):
        yield from _found("agency", _team(), text)
    yield from _found("organisation", _institute(), text)
    yield from _found("organisation", _PAPER, text)
    yield from _found("place", places.form(), text)
    yield from _companies(text)
    yield from _people(text)


def _found(kind: str, form: re.Pattern[str], text: str) -> Iterator[Mention]:
    for one in form.finditer(text):
        yield Mention(kind, one.start(), one.end(), one[0])


def _companies(text: str) -> Iterator[Mention]:
    for one in _COMPANY.finditer(text):
        start = name_start(text, max(0, one.start() - 20), one.start())
        words = text[start : one.end()]
        if len(words) - len(one[0]) > 1 and "“" not in words and "”" not in words:
            yield Mention("enterprise", start, one.end(), words)


def _people(text: str) -> Iterator[Mention]:
    for line in _BYLINE.finditer(text):
        name = line.lastgroup or "names"
        place = line.start(name)
        yield from _names(line[name], place)
    for one in _SPOKEN.finditer(text):
        yield Mention("person", one.start("name"), one.end("name"), one["name"])
    for one in _STRANGER.finditer(text):
        yield Mention("person", one.start("name"), one.end("name"), one["name"], confidence=0.7)


def _names(words: str, place: int) -> Iterator[Mention]:
    """The names of a byline: 李 艳 is one, 郝质量 申量 are two."""
    parts = [
        (one.start(), one[0])
        for one in re.finditer(r"[^\s、/：:]+", _REPORTER.sub(lambda one: "\n" * len(one[0]), words))
    ]
    number = 0
    while number < len(parts):
        start, name = parts[number]
        end = start + len(name)
        if len(name) == 1 and number + 1 < len(parts) and len(parts[number + 1][1]) == 1:
            number += 1
            end = parts[number][0] + 1
        number += 1
        if end - start > 1 and (name[0] in _SURNAME or len(name) in _LENGTHS):
            yield Mention("person", place + start, place + end, words[start:end])
