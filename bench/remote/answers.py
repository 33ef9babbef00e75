"""Whether two engines answered alike: rows as a bag, terms by their value.

The same number may be written ``1``, ``1.0`` or ``1.0E0``, and a mean may be cut after another digit; a truth
value may come as 1 or 0, which is how Virtuoso computes one. Blank nodes have no name of their own. Columns
go by their names, since engines order those of ``*`` as they like.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final

XSD: Final = "http://www.w3.org/2001/XMLSchema#"
NUMBERS: Final = {XSD + one for one in ("integer", "decimal", "double", "float", "int", "long")}
BOOLEAN: Final = XSD + "boolean"
PLAIN: Final = {"", XSD + "string"}
NUMBERED: Final = re.compile(r"_\d+$")
"""What makes the name of a column new in each text."""
DIGITS: Final = 9
"""Of a number that are compared: engines divide with 15 digits and more."""


def read(body: bytes) -> tuple[int, str]:
    """The number of rows in SPARQL JSON, and a digest that does not depend on their order."""
    told = json.loads(body)
    if "boolean" in told:
        return 1, _digest([str(told["boolean"])])
    rows = told["results"]["bindings"]
    return len(rows), _digest(sorted(_row(row) for row in rows))


def _digest(lines: list[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _row(row: Mapping[str, Mapping[str, Any]]) -> str:
    cells = {NUMBERED.sub("", name): term(value) for name, value in row.items()}
    return json.dumps(cells, sort_keys=True, ensure_ascii=False)


def term(value: Mapping[str, Any]) -> str:
    """One term as it is compared."""
    kind, said, datatype = value["type"], str(value["value"]), str(value.get("datatype", ""))
    if kind == "bnode":
        return "_"
    if kind == "uri":
        return f"<{said}>"
    if language := value.get("xml:lang"):
        return f"{said}@{str(language).lower()}"
    if datatype in NUMBERS:
        return number(said)
    if datatype == BOOLEAN:
        return number({"true": "1", "false": "0"}.get(said, said))
    return said if datatype in PLAIN else f"{said}^^{datatype}"


def number(said: str) -> str:
    """A number by its value, to so many digits."""
    try:
        value = Decimal(said)
    except InvalidOperation:
        return said
    if not value.is_finite():
        return said
    return f"{value:.{DIGITS - 1}e}" if value else "0"
