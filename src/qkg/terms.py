"""Text to RDF term and back: the one place that reads a value a person typed.

``read`` understands what ``--param name=value`` may hold; ``short`` writes a term for a table.
Nothing here is ever pasted into a query: terms travel by binding. Must not know stores or pages.
"""

import re
from collections.abc import Iterable
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from qkg.errors import BadParameter
from qkg.namespaces import PREFIXES, prefix_hint

Term = NamedNode | BlankNode | Literal | Triple

XSD: Final = PREFIXES["xsd"]
LINK_SCHEMES: Final = ("http", "https", "mailto")
ESCAPES: Final = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f", '"': '"', "'": "'", "\\": "\\"}

_QUOTED = re.compile(
    r'"(?P<body>(?:[^"\\]|\\.)*)"(?:@(?P<lang>[A-Za-z]+(?:-[A-Za-z0-9]+)*)|\^\^(?P<type>\S+))?', re.DOTALL
)
_CURIE = re.compile(r"(?P<prefix>[A-Za-z][\w-]*):(?P<local>[^\s<>\"{}|^`\\]*)")
_IRI = re.compile(r"<(?P<iri>[^<>\"{}|^`\\\x00-\x20]+)>")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+")
_INTEGER = re.compile(r"[+-]?\d+")
_DECIMAL = re.compile(r"[+-]?\d*\.\d+")


def read(text: str, wanted: str = "") -> Term:
    """A typed value: ``qkg:Agency``, ``<iri>``, ``"text"@zh``, ``"5"^^xsd:integer``, ``42``, ``true``.

    ``wanted`` (iri, string, integer, decimal, lang-string) decides what bare text means; without it bare
    text that is nothing else is a plain string. Raises BadParameter with one sentence.
    """
    term = _read_marked(text) or _read_bare(text, wanted)
    return _fit(term, wanted, text)


def _read_marked(text: str) -> Term | None:
    if quoted := _QUOTED.fullmatch(text):
        return _literal(quoted)
    if marked := _IRI.fullmatch(text):
        return _named(marked["iri"])
    return None


def _read_bare(text: str, wanted: str) -> Term:
    if wanted in ("string", "lang-string"):
        return Literal(text)
    if _ABSOLUTE.fullmatch(text):
        return _named(text)
    if (curie := _CURIE.fullmatch(text)) and (wanted == "iri" or curie["prefix"] in PREFIXES):
        return _expand(curie["prefix"], curie["local"])
    return _number_or_text(text)


def _number_or_text(text: str) -> Literal:
    if text in ("true", "false"):
        return Literal(text, datatype=NamedNode(XSD + "boolean"))
    for pattern, name in ((_INTEGER, "integer"), (_DECIMAL, "decimal")):
        if pattern.fullmatch(text):
            return Literal(text, datatype=NamedNode(XSD + name))
    return Literal(text)


def _literal(quoted: re.Match[str]) -> Literal:
    body = re.sub(r"\\(.)", lambda found: ESCAPES.get(found[1], found[1]), quoted["body"], flags=re.DOTALL)
    if quoted["lang"]:
        return Literal(body, language=quoted["lang"].lower())
    if quoted["type"]:
        datatype = read(quoted["type"], "iri")
        if isinstance(datatype, NamedNode):
            return Literal(body, datatype=datatype)
    return Literal(body)


def _expand(prefix: str, local: str) -> NamedNode:
    if prefix not in PREFIXES:
        raise BadParameter(f"the prefix {prefix}: is not known ({prefix_hint(prefix)})")
    return _named(PREFIXES[prefix] + local)


def _named(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise BadParameter(f"<{iri}> is not an absolute IRI") from error


def _fit(term: Term, wanted: str, text: str) -> Term:
    if wanted == "iri" and not isinstance(term, NamedNode):
        raise BadParameter(f"{text!r} is not an IRI; write <https://…> or a short name such as qkg:Agency")
    if wanted in ("integer", "decimal"):
        return _fit_number(term, wanted, text)
    if wanted in ("string", "lang-string") and not isinstance(term, Literal):
        raise BadParameter(f"{text!r} is an IRI, but text is wanted")
    return term


def _fit_number(term: Term, wanted: str, text: str) -> Literal:
    pattern = _INTEGER if wanted == "integer" else re.compile(f"{_INTEGER.pattern}|{_DECIMAL.pattern}")
    if isinstance(term, Literal) and pattern.fullmatch(term.value):
        return Literal(term.value, datatype=NamedNode(XSD + wanted))
    raise BadParameter(f"{text!r} is not {'an integer' if wanted == 'integer' else 'a decimal number'}")


def curie(iri: str) -> str:
    """The short form of an IRI, or the IRI itself when no prefix fits or the rest would not be a name."""
    fitting = [(prefix, base) for prefix, base in PREFIXES.items() if iri.startswith(base)]
    if not fitting:
        return iri
    prefix, base = max(fitting, key=lambda pair: len(pair[1]))
    local = iri[len(base) :]
    return f"{prefix}:{local}" if re.fullmatch(r"[\w./-]*", local) else iri


def short(term: Term | None) -> str:
    """A term as a reader wants it in a table: short IRIs, text without quotes."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return curie(term.value)
    if isinstance(term, Triple):
        return " ".join(["<<", short(term.subject), short(term.predicate), short(term.object), ">>"])
    return term.value if isinstance(term, Literal) else str(term)


def link(term: Term | None) -> str | None:
    """The address to link to, only when its scheme is http, https or mailto."""
    if not isinstance(term, NamedNode):
        return None
    scheme = term.value.partition(":")[0].lower()
    return term.value if scheme in LINK_SCHEMES else None


def prefixes_used(triples: Iterable[Triple]) -> dict[str, str]:
    """The known prefixes that shorten some IRI of these triples to a plain name."""
    terms = {term for triple in triples for term in (triple.subject, triple.predicate, triple.object)}
    iris = {term.value for term in terms if isinstance(term, NamedNode)}
    iris |= {term.datatype.value for term in terms if isinstance(term, Literal)}
    spaces = {iri[: max(iri.rfind("/"), iri.rfind("#")) + 1] for iri in iris}
    return {prefix: base for prefix, base in PREFIXES.items() if base in spaces}
