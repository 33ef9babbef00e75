"""The source texts that the user names, matched to text versions by SHA-256."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from qkg.check.corpus import Corpus
from qkg.check.finding import Finding, Spot, Words, about
from qkg.check.naming import short
from qkg.namespaces import ONTOLOGY

DIGEST: Final = ONTOLOGY + "sha256"
COUNT: Final = ONTOLOGY + "characterCount"


@dataclass(frozen=True)
class Text:
    """A file's name and bytes."""

    name: str
    content: bytes

    @property
    def digest(self) -> str:
        """SHA-256, lower-case hexadecimal."""
        return sha256(self.content).hexdigest()


def versions(corpus: Corpus) -> dict[str, list[str]]:
    """The text versions, in all documents, by digest."""
    found: dict[str, list[str]] = {}
    for version, digest in corpus.pairs(DIGEST):
        found.setdefault(digest, []).append(version)
    return found


def match(corpus: Corpus, texts: list[Text]) -> tuple[dict[str, str], list[Finding]]:
    """Text by version, and a finding for each file that is none of them."""
    known = versions(corpus)
    matched, findings = {}, []
    for text in texts:
        names = known.get(text.digest, [])
        matched.update({name: text.content.decode("utf-8", "replace") for name in names})
        if not names:
            findings.append(_stranger(text, known))
    return matched, findings


def _stranger(text: Text, known: Mapping[str, list[str]]) -> Finding:
    there = "; ".join(f"{short(name)} {digest}" for digest, names in sorted(known.items()) for name in names)
    message = Words(
        f"此文件的SHA-256是 {text.digest}，与任何文本版本不符",
        f"the SHA-256 of this file is {text.digest}: it is no text version of the graph",
    )
    hint = Words(
        f"图中的版本：{there}", f"the graph has {there}" if there else "the graph has no text version"
    )
    return Finding("digest-mismatch", Spot(text.name), message, hint)


def check(corpus: Corpus, matched: Mapping[str, str]) -> Iterator[Finding]:
    """Versions whose stated length is not that of their text."""
    for version, text in sorted(matched.items()):
        stated, spot = corpus.texts(version, COUNT), corpus.spot(version, COUNT)
        if spot is not None and stated and stated[0] != str(len(text)):
            message = Words(
                f"文本有{len(text)}个字符，写的是{stated[0]}", f"{len(text)} characters, not {stated[0]}"
            )
            yield Finding("character-count", spot, message, subject=version, aspects=about(COUNT))
