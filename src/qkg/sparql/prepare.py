"""From typed text to bindings: ``name=value`` becomes a variable and a term, never query text."""

import re
from collections.abc import Iterable, Mapping, Sequence

from qkg.errors import BadParameter
from qkg.sparql.question import Parameter
from qkg.terms import Term, read
from qkg.tokens import tokenise

_NAME = re.compile(r"[A-Za-z_]\w*")


def bindings(given: Iterable[str], declared: Sequence[Parameter], text: str) -> Mapping[str, Term]:
    """The terms for ``name=value`` pairs.

    Declared parameters give the type; without a declaration any variable of the query may be bound.
    """
    types = {parameter.name: parameter.type for parameter in declared}
    variables = {token.text[1:] for token in tokenise(text) if token.kind == "variable"}
    bound: dict[str, Term] = {}
    for pair in given:
        name, value = split(pair)
        _known(name, types, variables)
        if name in bound:
            raise BadParameter(f"the parameter {name} is given twice")
        bound[name] = _value(name, value, types.get(name, ""))
    return bound


def split(pair: str) -> tuple[str, str]:
    """Name and value of ``name=value``."""
    name, sign, value = pair.partition("=")
    if not sign or not _NAME.fullmatch(name):
        raise BadParameter(f"{pair!r} is not of the form name=value")
    return name, value


def _known(name: str, types: Mapping[str, str], variables: set[str]) -> None:
    if name in types or (not types and name in variables):
        return
    known = sorted(types or variables)
    listed = "it has " + ", ".join(known) if known else "it has none"
    raise BadParameter(f"the query has no parameter {name!r}; {listed}")


def _value(name: str, value: str, wanted: str) -> Term:
    try:
        return read(value, wanted)
    except BadParameter as error:
        raise BadParameter(f"parameter {name}: {error}") from error
