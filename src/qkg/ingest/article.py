"""The article itself as Turtle: its graph, its texts, how they were cleaned and read, its dataset.

Owns everything of a draft that does not depend on what was recognised.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from qkg.ingest import english, proving
from qkg.ingest.draft import Meta
from qkg.ingest.notation import block, iri, labels, text
from qkg.ingest.text import Cleaned
from qkg.namespaces import GRAPH, THING

_LONGEST: Final = 120


def headline(cleaned: Cleaned) -> str:
    """The first line, as far as a headline goes."""
    return cleaned.clean[slice(*cleaned.paragraphs[0])][:_LONGEST]


def article(cleaned: Cleaned, meta: Meta, authors: Sequence[str], extractor: str) -> Iterator[str]:
    """The blocks, in order of reading."""
    slug, title = meta.slug, headline(cleaned)
    yield block(
        iri(GRAPH + slug),
        "qkg:ArticleGraph",
        [
            *labels(f"文章图谱：{title}", f"Article graph: {slug}"),
            ("foaf:primaryTopic", _own("article", slug)),
            *([("dcterms:license", iri(meta.licence))] if meta.licence else []),
        ],
    )
    yield block(_own("article", slug), "schema:NewsArticle", _told(meta, title, authors))
    yield from _texts(cleaned, slug)
    yield from extraction(slug, extractor)
    yield from _dataset(slug)


def _own(kind: str, slug: str) -> str:
    return iri(f"{THING}{kind}/{slug}")


def _told(meta: Meta, title: str, authors: Sequence[str]) -> list[tuple[str, str]]:
    slug = meta.slug
    return [
        *labels(title, english.transliterated(title)),
        ("schema:headline", text(title, "zh")),
        ("schema:inLanguage", '"zh"'),
        ("schema:datePublished", f'"{meta.published.isoformat()}"^^xsd:date'),
        ("qkg:dateSource", iri(f"{THING}date-source/{meta.date_source}")),
        ("qkg:textVersion", f"{_own('text', slug + '-raw')} , {_own('text', slug + '-clean')}"),
        ("schema:author", " , ".join(map(iri, authors)) or _own("person", f"{slug}-unnamed")),
        ("schema:publisher", iri(meta.publisher)),
        ("schema:url", iri(meta.url)) if meta.url else ("qkg:notStated", "schema:url"),
    ]


def _texts(cleaned: Cleaned, slug: str) -> Iterator[str]:
    raw = [("qkg:sha256", text(cleaned.raw_digest)), ("qkg:characterCount", str(len(cleaned.raw)))]
    yield block(
        _own("text", f"{slug}-raw"), "qkg:TextVersion", [*labels("原始文本", "Text as it came"), *raw]
    )
    clean = [
        *labels("整理后的文本", "Cleaned text"),
        ("qkg:sha256", text(cleaned.clean_digest)),
        ("qkg:characterCount", str(len(cleaned.clean))),
        ("prov:wasDerivedFrom", _own("text", f"{slug}-raw")),
        ("prov:wasGeneratedBy", _own("cleaning", slug)),
    ]
    yield block(_own("text", f"{slug}-clean"), "qkg:TextVersion", clean)
    left, gone = len(cleaned.damages), len(cleaned.raw) - len(cleaned.clean)
    yield block(
        _own("cleaning", slug),
        "qkg:TextCleaning",
        [
            *labels(
                "去除拼音注、转为简体、标点转全角",
                "Pinyin notes removed, turned Simplified, punctuation widened",
            ),
            ("prov:used", _own("text", f"{slug}-raw")),
            (
                "rdfs:comment",
                f"{text(f'去掉{gone}个字符；未修复的损坏{left}处。', 'zh')} , "
                f"{text(f'{gone} characters fewer; {left} damaged places left as they are.', 'en')}",
            ),
        ],
    )


def extraction(slug: str, extractor: str, by: str = "") -> Iterator[str]:
    """Who read the text; ``by`` names an extractor besides the rules."""
    agent = f"{slug}-{english.slug(by)}-extractor" if by else f"{slug}-extractor"
    yield block(
        proving.extraction(slug, by),
        "qkg:Extraction",
        [
            *labels(f"自动抽取：{extractor}", f"Extraction by {extractor}"),
            ("prov:used", _own("text", f"{slug}-clean")),
            ("prov:wasAssociatedWith", _own("agent", agent)),
        ],
    )
    yield block(_own("agent", agent), "prov:Agent", labels(f"抽取程序 {extractor}", extractor))


def _dataset(slug: str) -> Iterator[str]:
    yield block(
        _own("dataset", f"{slug}-figures"),
        "qb:DataSet",
        [
            *labels("本文报道的数字", "Figures reported by the article"),
            ("qb:structure", _own("structure", "figures")),
            ("dcterms:source", _own("article", slug)),
        ],
    )
