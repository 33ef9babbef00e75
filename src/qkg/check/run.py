"""The whole check: read, look, and leave one finding for each cause.

A check is a function from the corpus to findings; the order here decides which of two findings
with one cause is kept: the more telling one comes first.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from qkg.check import evidence, graphs, iris, labels, ordering, syntax, texts, validation, vocabulary
from qkg.check.corpus import Corpus
from qkg.check.document import TERMS, Document, Source
from qkg.check.finding import Finding
from qkg.check.texts import Text

Progress = Callable[[str], None]


def check(
    sources: Iterable[Source],
    reader: syntax.Reader,
    given: Sequence[Text] = (),
    progress: Progress = lambda stage: None,
) -> list[Finding]:
    """All findings in the sources, in order of place; ``given`` are the source texts at hand.

    While the vocabulary itself cannot be read nothing else is judged.
    """
    progress("syntax")
    listed = list(sources)
    documents, broken = syntax.read(listed, reader)
    unread = {one.spot.file for one in broken}
    if any(one.role in TERMS for one in listed if one.name in unread):
        return merge(broken)
    return check_documents(documents, given, broken, progress)


def check_documents(
    documents: Sequence[Document],
    given: Sequence[Text] = (),
    broken: Sequence[Finding] = (),
    progress: Progress = lambda stage: None,
) -> list[Finding]:
    """The same for documents that are read already, with the findings made while reading."""
    corpus = Corpus(documents)
    matched, strangers = texts.match(corpus, list(given))
    stages: dict[str, Callable[[], Iterable[Finding]]] = {
        "texts": lambda: texts.check(corpus, matched),
        "vocabulary": lambda: vocabulary.check(corpus),
        "IRIs": lambda: iris.check(corpus),
        "labels": lambda: labels.check(corpus),
        "graphs": lambda: graphs.check(corpus),
        "evidence": lambda: evidence.check(corpus, matched),
        "order": lambda: ordering.check(corpus),
        "shapes": lambda: validation.check(corpus, complete=not broken),
    }
    found = list(chain(broken, strangers))
    for name, stage in stages.items():
        progress(name)
        found.extend(stage())
    return merge(found)


def merge(findings: Iterable[Finding]) -> list[Finding]:
    """One finding a cause: the first of those that share subject and aspect, or code, file and message."""
    taken: set[tuple[str, str]] = set()
    said: set[tuple[str, str, str]] = set()
    kept = []
    for one in findings:
        keys = {(one.subject, aspect) for aspect in one.aspects}
        saying = (one.code, one.spot.file, one.message.en + ("" if _general(one) else one.subject))
        if keys & taken or saying in said:
            taken |= keys
            continue
        taken |= keys
        said.add(saying)
        kept.append(one)
    return sorted(kept, key=Finding.order)


def _general(one: Finding) -> bool:
    """Findings about a name, not about who uses it: the first use is enough."""
    return one.code in ("unknown-term", "undeclared-borrowed-term", "stray-namespace", "deprecated-term")
