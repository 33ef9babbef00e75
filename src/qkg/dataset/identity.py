"""What the dataset is called, whose it is and under which licence, in both languages: said in one place."""

from typing import Final

from qkg.namespaces import THING

NAME: Final = "qkg"
TITLE: Final = {"zh": "质量治理新闻知识图谱", "en": "Knowledge graph of quality-governance news"}
ABOUT: Final = {
    "zh": "新闻所报道的质量治理：谁做了什么、得到什么、数字多少，每项事实都附有证明它的原话。",
    "en": "Quality governance as the news reports it: who did what, what came of it, and how much; "
    "each fact with the words that prove it.",
}
KEYWORDS: Final = {
    "zh": ("质量治理", "知识图谱", "新闻"),
    "en": ("quality governance", "knowledge graph", "news"),
}
LICENSE: Final = "https://creativecommons.org/licenses/by/4.0/"
LICENSE_ID: Final = "CC-BY-4.0"
PUBLISHER: Final = THING + "agent/qkg-contributors"
PUBLISHER_NAME: Final = "qkg contributors"
