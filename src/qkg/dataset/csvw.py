"""CSV on the Web: the metadata that say what each column of the figures is (CSVW 2015, Metadata Vocabulary).

By them the table is read as RDF again: a row is the figure itself, a cell the value of its property.
Must not know HTTP; addresses are given.
"""

from typing import Any, Final

from qkg.dataset.cube import COLUMNS, KEY, LISTS, SEPARATOR, Column
from qkg.namespaces import PREFIXES

Json = dict[str, Any]
DATATYPES: Final = {
    "iri": "anyURI",
    "iris": "anyURI",
    "text": "string",
    "texts": "string",
    "number": "decimal",
    "date": "date",
    "flag": "boolean",
}
TITLES: Final = {"zh": "新闻报道中的数字", "en": "Figures reported by the news"}
DESCRIPTIONS: Final = {
    "zh": "每行是一篇文章报道的一个数字，附其模糊限定、上下界、单位、时段、地域与原话。",
    "en": "Each row is one figure that an article reports, with hedge, bounds, unit, period, area and words.",
}


def metadata(table: str, license: str, publisher: str) -> Json:
    """The metadata of the table at this address."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": table,
        "dc:title": _spoken(TITLES),
        "dc:description": _spoken(DESCRIPTIONS),
        "dc:license": {"@id": license},
        "dc:publisher": {"@id": publisher},
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\r\n", "\n"]},
        "tableSchema": {
            "columns": [*(_column(one) for one in COLUMNS), _type()],
            "primaryKey": KEY,
            "aboutUrl": f"{{+{KEY}}}",
        },
    }


def _spoken(words: dict[str, str]) -> list[dict[str, str]]:
    return [{"@value": text, "@language": language} for language, text in words.items()]


def _column(column: Column) -> Json:
    """A column; its name stands among the titles because the header row holds it."""
    found: Json = {
        "name": column.name,
        "titles": {"en": [column.en, column.name], "zh": [column.zh]},
        "datatype": DATATYPES[column.kind],
    }
    if column.name == KEY:
        return {**found, "required": True, "suppressOutput": True}
    if column.kind in LISTS:
        found["separator"] = SEPARATOR
    if not column.iri:
        return {**found, "suppressOutput": True}
    found["propertyUrl"] = column.iri
    if column.kind in ("iri", "iris"):
        found["valueUrl"] = f"{{+{column.name}}}"
    if column.predicate == "rdfs:label":
        found["lang"] = column.name.rpartition("_")[2]
    return found


def _type() -> Json:
    """A virtual column: every row is an observation."""
    kind = PREFIXES["qb"] + "Observation"
    return {"name": "type", "virtual": True, "propertyUrl": PREFIXES["rdf"] + "type", "valueUrl": kind}
