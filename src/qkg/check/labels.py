"""Labels: of every thing one in Chinese and one in English, each in its own script, tags in lower case.

Stands in for the label shapes, which say the same in SHACL and take far longer to evaluate.
"""

import re
from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from qkg.check.corpus import Corpus
from qkg.check.finding import Finding, Spot, Words, about
from qkg.check.naming import short
from qkg.namespaces import PREFIXES, THING

LABELS: Final = (PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel")
UNLABELLED: Final = tuple(f"{THING}{kind}/" for kind in ("target", "selector"))
"""The inner parts of evidence carry no labels."""
_NAMES: Final = {"zh": ("中文", "Chinese"), "en": ("英文", "English")}
_HAN: Final = re.compile("[㐀-鿿豈-﫿\U00020000-\U0003ffff]")
_NAME: Final = re.compile(r"[0-9A-Z]")
_TAG: Final = re.compile("[a-z]{2,3}(?:-[a-z0-9]{1,8})*")


def check(corpus: Corpus) -> Iterator[Finding]:
    """All findings about labels."""
    yield from _tags(corpus)
    for subject in corpus.subjects():
        if subject.startswith(THING) and not subject.startswith(UNLABELLED):
            for language in _NAMES:
                yield from _label(corpus, subject, language)


def _tags(corpus: Corpus) -> Iterator[Finding]:
    for one in corpus.checked:
        for tag, subject, place in one.layout.tags:
            plain = tag.lower().partition("-")[0]
            if not _TAG.fullmatch(tag) or (plain in _NAMES and tag != plain):
                message = Words(f"语言标签 @{tag} 不合规则", f"the language tag @{tag} is not used here")
                hint = Words(f"写作 @{plain}", f"write @{plain}")
                yield Finding("language-tag", Spot(one.name, *place), message, hint, subject)


def _label(corpus: Corpus, subject: str, language: str) -> Iterator[Finding]:
    found = [text for label in LABELS for text in _texts(corpus, subject, label, language)]
    zh, en = _NAMES[language]
    code, aspects = f"label-{language}", about(f"label-{language}")
    spot = corpus.spot(subject, next((one for one in LABELS if corpus.values(subject, one)), ""))
    if spot is None or not corpus.types(subject):
        return
    if len(found) != 1:
        count = Words(
            f"须恰有一个{zh}标签，现有{len(found)}个", f"one {en} label is needed, there are {len(found)}"
        )
        hint = Words(f"写一个 rdfs:label，标 @{language}", f"write one rdfs:label with @{language}")
        yield Finding(code, spot, count, hint, subject, aspects=aspects)
    elif not _fits(found[0], language):
        message = Words(f"{zh}标签不像{zh}：{found[0]}", f"the {en} label does not look {en}: {found[0]}")
        yield Finding("label-script", spot, message, Words(short(subject), short(subject)), subject)


def _texts(corpus: Corpus, subject: str, label: str, language: str) -> list[str]:
    terms = [term for term in corpus.values(subject, label) if isinstance(term, ox.Literal)]
    return [one.value for one in terms if (one.language or "").lower().partition("-")[0] == language]


def _fits(text: str, language: str) -> bool:
    """English has no Han character; Chinese has one, or is a number or a name such as ``ISO``."""
    has_han = bool(_HAN.search(text))
    return not has_han if language == "en" else has_han or bool(_NAME.match(text))
