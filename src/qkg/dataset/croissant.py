"""The figures described for machine learning: Croissant 1.0, which is schema.org in JSON-LD.

Must not know HTTP; it is told the digest of the table.
"""

from typing import Any, Final

from qkg.dataset.cube import COLUMNS, Column
from qkg.dataset.identity import ABOUT, KEYWORDS, LICENSE, NAME, PUBLISHER, PUBLISHER_NAME, TITLE
from qkg.dataset.publication import Publication

Json = dict[str, Any]
TABLE: Final = "figures.csv"
TYPES: Final = {"number": "sc:Float", "date": "sc:Date", "flag": "sc:Boolean", "iri": "sc:URL"}
CONTEXT: Final[Json] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The context that Croissant 1.0 prescribes."""


def description(publication: Publication, sha256: str) -> Json:
    """The description of the figures, whose CSV has this digest."""
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": f"{NAME}-figures",
        "alternateName": [TITLE["zh"], TITLE["en"]],
        "description": f"{ABOUT['en']} {ABOUT['zh']}",
        "license": LICENSE,
        "url": publication.at("/"),
        "version": f"{publication.generation}.0.0",
        "datePublished": publication.modified.date().isoformat(),
        "inLanguage": ["zh", "en"],
        "keywords": [word for words in KEYWORDS.values() for word in words],
        "creator": {"@type": "sc:Organization", "name": PUBLISHER_NAME, "url": PUBLISHER},
        "citeAs": f"{PUBLISHER_NAME}: {TITLE['en']}. {publication.at('/')}",
        "isLiveDataset": True,
        "distribution": [_file(publication, sha256)],
        "recordSet": [
            {
                "@type": "cr:RecordSet",
                "@id": "figures",
                "name": "figures",
                "description": "One record for each figure that an article reports.",
                "key": {"@id": "figures/figure"},
                "field": [_field(one) for one in COLUMNS],
            }
        ],
    }


def _file(publication: Publication, sha256: str) -> Json:
    return {
        "@type": "cr:FileObject",
        "@id": TABLE,
        "name": TABLE,
        "contentUrl": publication.at(f"/{TABLE}"),
        "encodingFormat": "text/csv",
        "sha256": sha256,
    }


def _field(column: Column) -> Json:
    return {
        "@type": "cr:Field",
        "@id": f"figures/{column.name}",
        "name": column.name,
        "description": f"{column.en} · {column.zh}",
        "dataType": TYPES.get(column.kind, "sc:Text"),
        "source": {"fileObject": {"@id": TABLE}, "extract": {"column": column.name}},
    }
