"""Quotes and positions against the texts, and figures against their quotes.

Lengths, ends beyond the text and unused evidence are the shapes' business; the order is ``ordering``'s.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from qkg.check.anchors import EVIDENCE, EXACT, START, Anchor, anchors, by_evidence
from qkg.check.corpus import Corpus
from qkg.check.finding import Finding, Spot, Words, about
from qkg.namespaces import ONTOLOGY

VERBATIM = ONTOLOGY + "verbatim"
NOWHERE = Spot("")


def check(corpus: Corpus, texts: Mapping[str, str]) -> Iterator[Finding]:
    """All findings; ``texts`` has the text of each version that the user gave."""
    found = list(anchors(corpus))
    for anchor in found:
        if anchor.version in texts:
            yield from _against(corpus, anchor, texts[anchor.version])
    yield from _verbatim(corpus, by_evidence(found))


def located(corpus: Corpus, finding: Finding, predicate: str) -> Iterator[Finding]:
    """The finding at the place of its subject and this predicate; nothing when that is context."""
    spot = corpus.spot(finding.subject, predicate)
    if spot is not None:
        yield replace(finding, spot=spot, aspects=about(finding.code))


def _against(corpus: Corpus, anchor: Anchor, text: str) -> Iterator[Finding]:
    size = anchor.end - anchor.start
    if anchor.start < 0 or size <= 0 or anchor.end > len(text):
        return
    there = text[anchor.start : anchor.end]
    if anchor.quote is None and not there.strip():
        message = Words("这段位置上没有文字", "there are no words at this position")
        yield from located(
            corpus, Finding("empty-position", NOWHERE, message, subject=anchor.position), START
        )
    elif anchor.quote is not None and len(anchor.quote) == size and there != anchor.quote:
        yield from _misquoted(corpus, anchor, anchor.quote, text)


def _misquoted(corpus: Corpus, anchor: Anchor, quote: str, text: str) -> Iterator[Finding]:
    start, end = anchor.start, anchor.end
    there = text[start:end]
    message = Words(
        f"第{start}至{end}字是“{there}”，不是“{quote}”",
        f"characters {start} to {end} are “{there}”, not “{quote}”",
    )
    starts = [at for at in range(len(text)) if text.startswith(quote, at)]
    near = min(starts, key=lambda at: abs(at - start), default=None)
    hint = Words("原文中没有这句话", "the text has no such words")
    if near is not None:
        after = near + len(quote)
        hint = Words(f"这句话在第{near}至{after}字", f"these words are at {near} to {after}")
    yield from located(
        corpus, Finding("quote-mismatch", NOWHERE, message, hint, anchor.quote_selector), EXACT
    )


def _verbatim(corpus: Corpus, grouped: Mapping[str, list[Anchor]]) -> Iterator[Finding]:
    for subject in corpus.subjects():
        evidence = corpus.texts(subject, EVIDENCE)
        quotes = [one.quote for name in evidence for one in grouped.get(name, ()) if one.quote]
        for words in corpus.texts(subject, VERBATIM) if quotes else ():
            if not any(words in one for one in quotes):
                message = Words(f"证据的原话里没有“{words}”", f"no quote of the evidence has “{words}”")
                there = [f"“{one}”" for one in quotes]
                hint = Words("；".join(there), "; ".join(there))
                finding = Finding("verbatim-not-quoted", NOWHERE, message, hint, subject)
                yield from located(corpus, finding, VERBATIM)
