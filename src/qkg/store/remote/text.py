"""A query made ready for an engine that only takes text: prefixes, DESCRIBE, LATERAL, and what is not sent.

Works on tokens, after the query was parsed by our own engine, so that its grammar is known to be right.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from qkg.errors import ServiceRefused, TooDeep, UnsupportedQuery
from qkg.store.guard import depth
from qkg.tokens import Token, tokenise

FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
OWN: Final = re.compile(r"<\s*(?:bif|sql):", re.IGNORECASE)
ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
HIGHEST: Final = 0x10FFFF


def refuse(text: str, deepest: int) -> None:
    """ServiceRefused for functions of an engine's own; TooDeep for what might end its process."""
    if OWN.search(ESCAPE.sub(_sign, text)):
        raise ServiceRefused("functions of the engine's own (bif:, sql:) are refused: they reach its server")
    if sum(map(text.count, "({[")) > deepest and (found := depth(text)) > deepest:
        raise TooDeep(
            f"the query nests brackets {found:,} deep; on this engine {deepest} is the most, "
            "because deeper ones may end its process"
        )


def _sign(found: re.Match[str]) -> str:
    code = int(found[1] or found[2], 16)
    return chr(code) if code <= HIGHEST else ""


def with_prefixes(text: str, known: Mapping[str, str]) -> str:
    """The text with declarations of the known prefixes that it uses and does not declare."""
    declared: set[str] = set()
    used: list[str] = []
    before = ""
    for token in tokenise(text):
        if token.kind == "pname":
            prefix = token.text.partition(":")[0]
            if before == "PREFIX":
                declared.add(prefix)
            elif prefix not in declared and prefix in known and prefix not in used:
                used.append(prefix)
        before = token.text.upper()
    lines = "".join(f"PREFIX {one}: <{known[one]}> " for one in used if one not in declared)
    return lines + text


def form_at(tokens: Sequence[Token]) -> int:
    """Where the word stands that says what kind of query it is."""
    return next(i for i, one in enumerate(tokens) if one.kind == "word" and one.text.upper() in FORMS)


def opening(tokens: Sequence[Token], start: int) -> int | None:
    """The next ``{`` outside round brackets."""
    level = 0
    for index in range(start, len(tokens)):
        sign = tokens[index].text
        level += (sign == "(") - (sign == ")")
        if sign == "{" and not level:
            return index
    return None


def closing(tokens: Sequence[Token], start: int) -> int:
    """Where the ``{`` at ``start`` ends."""
    level = 0
    for index in range(start, len(tokens)):
        sign = tokens[index].text
        level += (sign == "{") - (sign == "}")
        if sign == "}" and not level:
            return index
    return len(tokens) - 1


def pattern_at(tokens: Sequence[Token]) -> int | None:
    """Where the query's pattern opens; None for the short CONSTRUCT WHERE."""
    form = form_at(tokens)
    found = opening(tokens, form)
    if tokens[form].text.upper() != "CONSTRUCT" or found is None:
        return found
    if found != form + 1:
        return None
    return opening(tokens, closing(tokens, found) + 1)


def without_lateral(text: str) -> str:
    """The text for an engine that has no LATERAL: a join, which is the same where nothing inside is limited.

    OPTIONAL alone inside one stands without its braces; UnsupportedQuery for a LIMIT inside.
    """
    if "lateral" not in text.lower():
        return text
    tokens = list(tokenise(text))
    dropped: list[Token] = []
    for index, token in enumerate(tokens[:-1]):
        if token.kind == "word" and token.text.upper() == "LATERAL" and tokens[index + 1].text == "{":
            dropped.append(token)
            end = closing(tokens, index + 1)
            inside = tokens[index + 2 : end]
            if any(one.kind == "word" and one.text.upper() == "LIMIT" for one in inside):
                raise UnsupportedQuery(
                    "this engine has no LATERAL, and a LIMIT inside one cannot be done else"
                )
            if _one_optional(inside):
                dropped += [tokens[index + 1], tokens[end]]
    for one in sorted(dropped, key=lambda token: token.start, reverse=True):
        text = text[: one.start] + " " * len(one.text) + text[one.start + len(one.text) :]
    return text


def _one_optional(inside: Sequence[Token]) -> bool:
    return bool(inside) and inside[0].text.upper() == "OPTIONAL" and closing(inside, 1) == len(inside) - 1


def constructed(text: str) -> str:
    """A DESCRIBE as a CONSTRUCT of all that is said of each thing (its outgoing triples); others stay."""
    tokens = list(tokenise(text))
    form = form_at(tokens)
    if tokens[form].text.upper() != "DESCRIBE":
        return text
    rest = tokens[form + 1 :]
    targets = _until(rest, ("FROM", "WHERE", "{"))
    clauses = _until(rest[len(targets) :], ("WHERE", "{"))
    tail = rest[len(targets) + len(clauses) :]
    pattern = text[tail[0].start :] if tail else ""
    said = " ".join(one.text for one in clauses)
    parts = [_subject(name, pattern) for name in _variables(targets, tail)]
    named = " ".join(one.text for one in targets if one.kind in ("iri", "pname"))
    parts += [f"{{ VALUES ?qkgS {{ {named} }} }}"] if named else []
    head = f"CONSTRUCT {{ ?qkgS ?qkgP ?qkgO }} {said} WHERE {{ {{ SELECT DISTINCT ?qkgS {{ "
    return text[: tokens[form].start] + head + " UNION ".join(parts) + " } } ?qkgS ?qkgP ?qkgO }"


def _subject(name: str, pattern: str) -> str:
    if not pattern.upper().startswith("WHERE"):
        pattern = "WHERE " + pattern
    return f"{{ SELECT DISTINCT ({name} AS ?qkgS) {pattern} }}"


def _variables(targets: Sequence[Token], tail: Sequence[Token]) -> list[str]:
    everything = any(one.text == "*" for one in targets)
    found = (one.text for one in (tail if everything else targets) if one.kind == "variable")
    return list(dict.fromkeys(found))


def _until(tokens: Sequence[Token], words: Sequence[str]) -> list[Token]:
    stop = next((i for i, one in enumerate(tokens) if one.text.upper() in words), len(tokens))
    return list(tokens[:stop])


def counted(text: str) -> str:
    """A SELECT as the count of its rows: the same query inside another, to see whether an answer is whole."""
    tokens = list(tokenise(text))
    start = tokens[form_at(tokens)].start
    return f"{text[:start]}SELECT (COUNT(*) AS ?qkgN) {{ {{ {text[start:]} }} }}"
