"""Where a name begins: right after the last word before it that is no part of a name.

Names have no mark at their beginning in Chinese; the verbs and particles before them are known.
"""

import re
from typing import Final

_WORDS: Final = """
开展 实施 部署 推进 组织 启动 聚焦 深入 参加 通过 持续 扎实 授予 获得 荣获 喜获 印发 发布 制定 会同 联合
举办 举行 建立 建成 首创 依托 利用 推出 以及 关于 按照 根据 位于 来自 包括 其中 入选 获评 被评为 评为
全面 大力 积极 统筹 认定 评出 公布 批准 创建 成功 做好 参评 推荐 纳入 上线 借助 搭建 打造 运用 设立 成立
列入 加入 围绕 落实 完善 加强 强化 接入 登录 使用 走进 走访 记者 继续 对于 经过 作为 成为 有序 统一 正在
已经 颁发 表彰 命名 申报 争创 荣膺 夺得 斩获 摘得 牵头 承担 承办 主办 协办 参与 支持 鼓励 引导 帮助 指导
督促 要求 委托 发起 倡议 出台 起草 修订 宣传 贯彻 执行 全力 确立 坚持 依据 针对 基于 结合 配合 协同 探索
试行
通报 召开 总结 晒出 参与 出席 首届
对 向 在 由 把 将 以 的 和 与 及 是 等 从 到 了 至 则 均 经 据 并 让 使 被 给 于 其 该 本 各 全 即
有 用 按 还 也 已 就 又 家 个 项 名
"""
_PARTS: Final = "|".join(sorted(_WORDS.split(), key=len, reverse=True))
_STEP: Final = re.compile(rf"{_PARTS}|[，。、；：！？\s《》【】]")
_KEEP: Final = re.compile(
    r"百[家名]|全国|中国|国家|本溪|各类|有限|家居|个体|名牌|名优|对标|有色|家电|家具|用品|自主|自治|使用寿命"
    r"|安全|数据|信用|食用|药用|日用|通用|应用|公用|商用|民用|专项|经营|经济|规则|有机|有效|就业|供给|成本|基本|样本|方向|在线|自由"
    r"|高等|平均|均衡|家庭|家政|个性|名录|项目|和谐|对接|对外|从业|以旧换新"
)


def name_start(text: str, start: int, end: int) -> int:
    """Where the name that reaches to ``end`` begins, not before ``start``."""
    begin = start
    held = [one.span() for one in _KEEP.finditer(text, start, end)]
    for step in _STEP.finditer(text, start, end):
        if not any(first <= step.start() < last for first, last in held):
            begin = step.end()
    return begin


def balanced(words: str) -> bool:
    """Whether every quotation mark and bracket in it has its other half."""
    return all(words.count(one) == words.count(other) for one, other in ("“”", "‘’", "（）", "《》"))
