"""Terms in use: declared, not deprecated, classes as classes and properties as properties.

A borrowed namespace is one from which ``stubs.ttl`` declares at least one term; RDF's own are not looked at.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from qkg.check.corpus import Corpus
from qkg.check.document import TERMS, Document, Role
from qkg.check.finding import WARNING, Finding, Spot, Words, about
from qkg.check.layout import CLASS, PREDICATE, PREFIX, SUBJECT, TYPE, Mention
from qkg.check.naming import meant, namespace, nearest, short
from qkg.namespaces import ONTOLOGY, PREFIXES

BUILT_IN: Final = tuple(PREFIXES[name] for name in ("rdf", "rdfs", "owl", "xsd", "sh"))
_CLASS: Final = frozenset(PREFIXES[p] + "Class" for p in ("owl", "rdfs"))
_PROPERTY_KINDS: Final = ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")
_PROPERTY: Final = frozenset(
    {*(PREFIXES["owl"] + kind for kind in _PROPERTY_KINDS), PREFIXES["rdf"] + "Property"}
)
_DEPRECATED: Final = PREFIXES["owl"] + "deprecated"
_REPLACED: Final = PREFIXES["dcterms"] + "isReplacedBy"


@dataclass(frozen=True)
class Terms:
    """What the vocabulary and the stubs declare."""

    declared: frozenset[str]
    classes: frozenset[str]
    properties: frozenset[str]
    deprecated: frozenset[str]
    namespaces: frozenset[str]


def terms(corpus: Corpus) -> Terms:
    """Collect the declarations."""
    quads = [quad for one in corpus.having(*TERMS) for quad in one.quads]
    stated = [(_text(one.subject), one.predicate.value, _text(one.object)) for one in quads]
    kinds: dict[str, set[str]] = {}
    for subject, predicate, value in stated:
        if predicate == TYPE:
            kinds.setdefault(subject, set()).add(value)
    deprecated = {subject for subject, verb, value in stated if verb == _DEPRECATED and value == "true"}
    spaces = {namespace(subject) for one in corpus.having(Role.STUBS) for subject in one.subjects}
    return Terms(
        frozenset(kinds),
        frozenset(name for name, found in kinds.items() if found & _CLASS),
        frozenset(name for name, found in kinds.items() if found & _PROPERTY),
        frozenset(deprecated),
        frozenset({ONTOLOGY, *spaces}.difference(BUILT_IN)),
    )


def check(corpus: Corpus) -> Iterator[Finding]:
    """Findings for every mention of a term in the checked documents."""
    known = terms(corpus)
    for one in corpus.checked:
        for mention in one.layout.mentions:
            yield from _mention(corpus, known, one, mention)


def _mention(corpus: Corpus, known: Terms, one: Document, mention: Mention) -> Iterator[Finding]:
    spot, iri = Spot(one.name, *mention.place), mention.iri
    if mention.role == PREFIX or iri == namespace(iri):
        return
    if namespace(iri) in known.namespaces and iri not in known.declared:
        yield _unknown(known, mention, spot)
    elif iri in known.deprecated and mention.role != SUBJECT:
        yield _deprecated(corpus, mention, spot)
    elif mention.role == PREDICATE and iri in known.classes - known.properties:
        message = Words(f"{short(iri)} 是类，却用作属性", f"{short(iri)} is a class, used as a property")
        yield Finding("class-as-property", spot, message, subject=mention.subject, aspects=about(iri))
    elif mention.role == CLASS and iri in known.properties - known.classes:
        message = Words(f"{short(iri)} 是属性，却用作类", f"{short(iri)} is a property, used as a class")
        yield Finding("property-as-class", spot, message, subject=mention.subject, aspects=about(TYPE))


def _unknown(known: Terms, mention: Mention, spot: Spot) -> Finding:
    iri, near = mention.iri, nearest(mention.iri, known.declared)
    own = iri.startswith(ONTOLOGY)
    message = (
        Words(f"词汇表中没有 {short(iri)}", f"the vocabulary has no {short(iri)}")
        if own
        else Words(f"借用词 {short(iri)} 未在 stubs.ttl 中声明", f"{short(iri)} is not declared in stubs.ttl")
    )
    code = "unknown-term" if own else "undeclared-borrowed-term"
    aspects = about(TYPE if mention.role == CLASS else near or iri, iri)
    return Finding(code, spot, message, meant(near), mention.subject, aspects=aspects)


def _deprecated(corpus: Corpus, mention: Mention, spot: Spot) -> Finding:
    iri = mention.iri
    message = Words(f"{short(iri)} 已弃用", f"{short(iri)} is deprecated")
    instead = corpus.texts(iri, _REPLACED)
    hint = Words(*(f"{word} {short(instead[0])}" for word in ("改用", "use"))) if instead else Words("", "")
    return Finding("deprecated-term", spot, message, hint, mention.subject, WARNING, about(iri))


def _text(term: object) -> str:
    return str(getattr(term, "value", ""))
