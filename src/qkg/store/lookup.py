"""Which queries are lookups: one triple pattern around a named subject or object, and nothing else.

Such a query has a bound beforehand: the engine goes through one stretch of one index, and each step of it
is a row. So whoever stops it after so many bytes has stopped its work. All that could work without giving
rows is left out: filters, joins, paths, functions, ordering, DISTINCT, counting, a variable twice, FROM.
"""

import re
from typing import Final

from qkg.store.contract import Request

Lookup = tuple[str, str, str, str]
LONGEST: Final = 4096
_IRI: Final = r'<[^<>"{}|^`\\\x00-\x20]*+>'
_NAME: Final = r"[A-Za-z][\w-]*+:\w[\w-]*+"
_VARIABLE: Final = r"[?$]\w++"
_LOOKUP: Final = re.compile(
    rf"""(?P<start>(?:\s*+PREFIX\s++(?:[A-Za-z][\w-]*+)?:\s*+{_IRI})*+)
    \s*+SELECT\s*+(?:\*|(?:{_VARIABLE}\s*+)++)\s*+(?:WHERE\s*+)?
    \{{\s*+(?P<subject>{_IRI}|{_NAME}|{_VARIABLE})
    \s++(?P<predicate>{_IRI}|{_NAME}|{_VARIABLE}|a(?=\s))
    \s++(?P<object>{_IRI}|{_NAME}|{_VARIABLE})\s*+\.?\s*+\}}\s*+(?:LIMIT\s++\d{{1,9}}+\s*+)?""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)


def lookup(request: Request) -> Lookup | None:
    """What a query for rows looks up, if that is all: prefixes and terms as they are written."""
    if request.bindings or request.prefixes or request.rows is None or len(request.text) > LONGEST:
        return None
    if request.default_graphs is not None or request.named_graphs is not None:
        return None
    found = _LOOKUP.fullmatch(request.text)
    if found is None:
        return None
    start, *terms = found.groups()
    variables = [term[1:] for term in terms if term[0] in "?$"]
    if (terms[0][0] in "?$" and terms[2][0] in "?$") or len(set(variables)) < len(variables):
        return None
    return start, terms[0], terms[1], terms[2]
