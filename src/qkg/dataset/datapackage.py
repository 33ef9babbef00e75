"""The dataset as a Frictionless data package: the figures as a table with a schema, the dumps as files.

Data Package 1.0, which current tools read. Paths are relative to the package's own address. No HTTP here.
"""

from typing import Any, Final

from qkg.dataset.cube import COLUMNS, KEY, Column
from qkg.dataset.identity import ABOUT, KEYWORDS, LICENSE, LICENSE_ID, NAME, PUBLISHER_NAME, TITLE
from qkg.dataset.publication import File, Publication

Json = dict[str, Any]
TYPES: Final = {"number": "number", "date": "date", "flag": "boolean"}


def package(publication: Publication) -> Json:
    """The descriptor."""
    return {
        "profile": "data-package",
        "name": NAME,
        "title": f"{TITLE['zh']} · {TITLE['en']}",
        "description": f"{ABOUT['zh']}\n\n{ABOUT['en']}",
        "version": str(publication.generation),
        "created": publication.modified.isoformat(),
        "homepage": publication.at("/"),
        "keywords": [word for words in KEYWORDS.values() for word in words],
        "licenses": [{"name": LICENSE_ID, "path": LICENSE, "title": "Creative Commons Attribution 4.0"}],
        "contributors": [{"title": PUBLISHER_NAME, "role": "publisher"}],
        "resources": [_figures(), *(_dump(one) for one in publication.files)],
    }


def _figures() -> Json:
    return {
        "profile": "tabular-data-resource",
        "name": "figures",
        "title": "新闻报道中的数字 · Figures reported by the news",
        "path": "figures.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(one) for one in COLUMNS],
            "missingValues": [""],
            "primaryKey": [KEY],
        },
    }


def _field(column: Column) -> Json:
    """A field; lists stay text, their members separated by a bar."""
    found: Json = {
        "name": column.name,
        "type": TYPES.get(column.kind, "string"),
        "title": f"{column.zh} · {column.en}",
    }
    if column.kind == "iri":
        found["format"] = "uri"
    if column.iri:
        found["rdfType"] = column.iri
    return {**found, "constraints": {"required": True, "unique": True}} if column.name == KEY else found


def _dump(file: File) -> Json:
    dump = file.dump
    found: Json = {
        "profile": "data-resource",
        "name": dump.name.lower().replace(".", "-"),
        "path": f"dump/{dump.name}",
        "format": dump.format.suffix,
        "mediatype": dump.format.media_type,
    }
    if file.measured:
        found |= {"bytes": file.measured.size, "hash": f"sha256:{file.measured.sha256.hex()}"}
    return found
