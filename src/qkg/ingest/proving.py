"""Evidence: the words that prove a fact, with their place in the clean and in the raw text.

Owns the numbering and the blocks; the same words by the same speaker are one item.
"""

from collections.abc import Iterator
from typing import Final

from qkg.ingest import english
from qkg.ingest.governing import at
from qkg.ingest.notation import block, decimal, iri, labels, text
from qkg.ingest.span import Span
from qkg.ingest.text import Cleaned
from qkg.namespaces import THING

_MOTIVE: Final = ("oa:motivatedBy", "oa:identifying")


def extraction(slug: str, by: str = "") -> str:
    """The extraction of the rules, or of another extractor, as a term."""
    return iri(f"{THING}extraction/{slug}" + (f"-{english.slug(by)}" if by else ""))


class Proof:
    """The evidence of one draft."""

    def __init__(self, slug: str, cleaned: Cleaned, publisher: str) -> None:
        self._slug, self._stem = slug, iri(slug)[1:-1]
        self._cleaned = cleaned
        self._publisher = publisher
        self._items: dict[tuple[Span, str, str], tuple[int, float]] = {}

    def of(self, span: Span, confidence: float, speaker: str = "", by: str = "") -> str:
        """The evidence item for a stretch of the clean text, as a term; the lowest confidence holds.

        ``by`` is the extractor that found it, empty for the rules.
        """
        key = span, speaker or self._publisher, by
        number, before = self._items.get(key, (len(self._items) + 1, 1.0))
        self._items[key] = number, min(before, confidence)
        return self._name("evidence", number)

    def _name(self, kind: str, number: int, part: str = "") -> str:
        return f"<{THING}{kind}/{self._stem}-e{number:03}{part}>"

    def blocks(self) -> Iterator[str]:
        """Every item with its two targets and their selectors."""
        for (span, speaker, by), (number, confidence) in self._items.items():
            yield self._item(number, span, (speaker, by), confidence)
            yield from self._target(number, "clean", span)
            yield from self._target(number, "raw", self._cleaned.to_raw(*span))

    def _item(self, number: int, span: Span, source: tuple[str, str], confidence: float) -> str:
        paragraph = at(self._cleaned.paragraphs, span.start) + 1
        targets = " , ".join(self._name("target", number, f"-{one}") for one in ("clean", "raw"))
        return block(
            self._name("evidence", number),
            "qkg:Evidence",
            [
                *labels(
                    f"证据e{number:03}：第{paragraph}段", f"Evidence e{number:03}: paragraph {paragraph}"
                ),
                _MOTIVE,
                ("oa:hasTarget", targets),
                ("qkg:speaker", iri(source[0])),
                ("qkg:confidence", decimal(confidence)),
                ("qkg:paragraph", str(paragraph)),
                ("prov:wasGeneratedBy", extraction(self._slug, source[1])),
            ],
        )

    @property
    def extractors(self) -> tuple[str, ...]:
        """Those besides the rules that found something."""
        return tuple(sorted({by for _, _, by in self._items if by}))

    def _target(self, number: int, version: str, span: Span) -> Iterator[str]:
        """The raw target has a position only; the clean one quotes the words too."""
        part = "" if version == "clean" else "-raw"
        position = self._name("selector", number, f"{part}-position")
        quote = self._name("selector", number, "-quote")
        both = f"{quote} , {position}" if version == "clean" else position
        source = ("oa:hasSource", iri(f"{THING}text/{self._slug}-{version}"))
        yield block(
            self._name("target", number, f"-{version}"),
            "oa:SpecificResource",
            [source, ("oa:hasSelector", both)],
        )
        if version == "clean":
            yield block(
                quote, "oa:TextQuoteSelector", [("oa:exact", text(self._cleaned.clean[slice(*span)]))]
            )
        yield block(
            position, "oa:TextPositionSelector", [("oa:start", str(span.start)), ("oa:end", str(span.end))]
        )
