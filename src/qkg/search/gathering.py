"""What an index is made from: four questions to one generation, their answers kept as files in a folder.

The answers go to disk block by block and are read by the process that builds, so that however large they are,
the process that serves neither holds nor parses them.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from qkg.namespaces import PREFIXES
from qkg.store.contract import Request
from qkg.store.view import ROWS, View

LABEL, ALTERNATIVE, NOTE, QUOTE = "label", "alternative", "note", "quote"
FIELDS: Final = (LABEL, ALTERNATIVE, NOTE, QUOTE)
"""Where words can stand, in the order of their weight: names, other names, definitions, words of a source."""

PREDICATES: Final[Mapping[str, str]] = {
    "rdfs:label": LABEL,
    "skos:prefLabel": LABEL,
    "skos:altLabel": ALTERNATIVE,
    "schema:alternativeHeadline": ALTERNATIVE,
    "skos:notation": ALTERNATIVE,
    "qkg:identifierValue": ALTERNATIVE,
    "skos:definition": NOTE,
    "skos:example": NOTE,
    "rdfs:comment": NOTE,
    "qkg:verbatim": QUOTE,
    "qkg:periodText": QUOTE,
}
_NAMED = "FILTER EXISTS { ?thing rdfs:label|skos:prefLabel ?name }"
QUESTIONS: Final[Mapping[str, str]] = {
    "texts": "SELECT ?thing ?field ?text WHERE { VALUES (?predicate ?field) { "
    + " ".join(f'({predicate} "{field}")' for predicate, field in PREDICATES.items())
    + " } ?thing ?predicate ?text }",
    "quotes": "SELECT ?thing ?text WHERE { "
    "?thing a qkg:Evidence ; oa:hasTarget ?target . ?target oa:hasSelector ?quote . ?quote oa:exact ?text }",
    "kinds": "SELECT ?thing ?kind WHERE { ?thing a ?kind " + _NAMED + " }",
    "wider": "SELECT ?kind ?wider WHERE { ?kind rdfs:subClassOf ?next . "
    "?next rdfs:subClassOf* ?wider FILTER(ISIRI(?wider)) }",
}


def answer_file(folder: Path, name: str) -> Path:
    """Where the answer to a question of that name is kept."""
    return folder / f"{name}.{ROWS.suffix}"


async def gather(view: View, folder: Path) -> None:
    """Ask all questions; the folder then holds their answers as SPARQL results in JSON."""
    for name, question in QUESTIONS.items():
        request = Request(question, rows=ROWS, prefixes=PREFIXES, generation=view.generation.number)
        answer = await view.store.query(request)
        try:
            with answer_file(folder, name).open("wb") as out:
                async for block in answer:
                    out.write(block)
        finally:
            await answer.aclose()
