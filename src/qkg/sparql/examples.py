"""The packaged questions as SHACL executables, for editors that complete and offer examples from the store.

Implements SHACL §5.2 (prefix declarations) and its Advanced Features §4 (SPARQL executables), as the editors
of SIB/Expasy read them: a comment in each language, the query text, the endpoint as ``schema:target``.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from qkg.namespaces import PREFIXES
from qkg.sparql.question import Question
from qkg.tokens import tokenise

ENDPOINT: Final = NamedNode("https://w3id.org/qkg/sparql")
"""Stored triples cannot know the host: this address is to redirect to wherever the service is."""
FORMS: Final = {"SELECT": "Select", "ASK": "Ask", "CONSTRUCT": "Construct", "DESCRIBE": "Describe"}


def examples(questions: Iterable[Question], base: str) -> Iterator[Triple]:
    """The triples; ``base`` and a fragment name each question and each prefix."""
    prefixes = NamedNode(base + "#prefixes")
    yield from _prefixes(prefixes, base)
    for one in questions:
        yield from _example(one, NamedNode(f"{base}#{one.id}"), prefixes)


def _prefixes(prefixes: NamedNode, base: str) -> Iterator[Triple]:
    datatype = NamedNode(PREFIXES["xsd"] + "anyURI")
    for prefix, space in PREFIXES.items():
        declared = NamedNode(f"{base}#prefix/{prefix}")
        yield Triple(prefixes, _of("sh:declare"), declared)
        yield Triple(declared, _of("sh:prefix"), Literal(prefix))
        yield Triple(declared, _of("sh:namespace"), Literal(space, datatype=datatype))


def _example(question: Question, name: NamedNode, prefixes: NamedNode) -> Iterator[Triple]:
    query = body(question.text)
    form = form_of(query)
    yield Triple(name, _of("rdf:type"), _of("sh:SPARQLExecutable"))
    yield Triple(name, _of("rdf:type"), _of(f"sh:SPARQL{FORMS[form]}Executable"))
    yield Triple(name, _of("dcterms:identifier"), Literal(question.id))
    for language, title in question.titles.items():
        yield Triple(name, _of("rdfs:label"), Literal(title, language=language))
        yield Triple(name, _of("rdfs:comment"), Literal(_comment(question, language), language=language))
    yield Triple(name, _of("schema:keywords"), Literal(question.persona))
    yield Triple(name, _of("schema:target"), ENDPOINT)
    yield Triple(name, _of("sh:prefixes"), prefixes)
    yield Triple(name, _of("sh:" + form.lower()), Literal(query))


def _comment(question: Question, language: str) -> str:
    """The title, and the variables that may be bound."""
    helps = [
        f"?{one.name} ({one.help_zh if language == 'zh' else one.help_en})" for one in question.parameters
    ]
    bindable = {"zh": "可绑定：", "en": " Can be bound: "}.get(language, " ")
    return question.title(language) + (bindable + ", ".join(helps) if helps else "")


def body(text: str) -> str:
    """The query without the comment that introduces it."""
    lines = text.splitlines()
    start = next((at for at, line in enumerate(lines) if line.strip() and not line.startswith("#")), 0)
    return "\n".join(lines[start:]) + "\n"


def form_of(query: str) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE: the first of these words."""
    words = (token.text.upper() for token in tokenise(query) if token.kind == "word")
    return next(word for word in words if word in FORMS)


def _of(name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)
