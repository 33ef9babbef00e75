"""An update cut into its operations, at the level of tokens: kinds, and the places where clauses may go in.

Implements as much of SPARQL 1.1 Update §3 as is needed to add a dataset or to confine an update to one graph.
It judges no grammar: what it cannot read stays as it is for the engine to refuse. Must not know stores.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from qkg.tokens import Token, tokenise

OPEN, CLOSE = ("{", "(", "["), ("}", ")", "]")
JOINED: Final = {
    "INSERTDATA": ("INSERT", "DATA"),
    "DELETEDATA": ("DELETE", "DATA"),
    "DELETEWHERE": ("DELETE", "WHERE"),
}
"""The engine needs no blank between these words."""
DATA: Final = ("INSERT DATA", "DELETE DATA", "DELETE WHERE")


@dataclass(frozen=True)
class Operation:
    """One operation.

    kind: INSERT DATA, DELETE DATA, DELETE WHERE, MODIFY, or the first word of another (LOAD, CLEAR, …).
    start: where its first word stands, after its prologue. block: the outermost braces, ``{`` to after ``}``.
    where: where the word WHERE of a MODIFY stands. dataset: it has WITH or USING of its own.
    outer: the tokens outside all brackets, in capitals.
    """

    kind: str
    start: int
    end: int
    block: tuple[int, int] = (0, 0)
    where: int = 0
    dataset: bool = False
    outer: tuple[str, ...] = ()


def operations(text: str) -> list[Operation]:
    """The operations in order."""
    return [found for tokens in _parts(text) if (found := _operation(tokens))]


def stray_separator(text: str) -> int | None:
    """Where a part with nothing in it stands before another (``;;`` is no grammar), or None."""
    *parts, _ = list(_parts(text))
    position = 0
    for part in parts:
        if not part:
            return position
        position = part[-1].start + len(part[-1].text)
    return None


def _parts(text: str) -> Iterator[list[Token]]:
    part: list[Token] = []
    level = 0
    for token in tokenise(text):
        level += (token.text in OPEN) - (token.text in CLOSE)
        if token.text == ";" and level <= 0:
            yield part
            part, level = [], 0
        else:
            part.append(token)
    yield part


def _operation(tokens: Sequence[Token]) -> Operation | None:
    body = list(_without_prologue(tokens))
    if not body:
        return None
    last = body[-1]
    plain = Operation(_kind(body), body[0].start, last.start + len(last.text))
    if plain.kind in DATA:
        return replace(plain, block=_block(body))
    return _modify(plain, body) if plain.kind == "MODIFY" else plain


def _without_prologue(tokens: Sequence[Token]) -> Sequence[Token]:
    position, lengths = 0, {"PREFIX": 3, "BASE": 2, "VERSION": 2}
    while position < len(tokens) and (length := lengths.get(tokens[position].text.upper())):
        position += length
    return tokens[position:]


def _words(token: Token) -> tuple[str, ...]:
    word = token.text.upper()
    return JOINED.get(word, (word,))


def _kind(body: Sequence[Token]) -> str:
    words = [
        word for token in body[:2] for word in (_words(token) if token.kind == "word" else (token.text,))
    ]
    head = " ".join(words[:2])
    if head in DATA:
        return head
    return "MODIFY" if words[0] in ("INSERT", "DELETE", "WITH") else words[0]


def _block(body: Sequence[Token]) -> tuple[int, int]:
    opening = next((token.start for token in body if token.text == "{"), 0)
    closing = next((token.start + 1 for token in reversed(body) if token.text == "}"), 0)
    return (opening, closing) if opening < closing else (0, 0)


def _modify(plain: Operation, body: Sequence[Token]) -> Operation:
    level, outer = 0, []
    for token in body:
        level += (token.text in OPEN) - (token.text in CLOSE)
        if not level and token.text not in CLOSE:
            outer.append(token)
    where = next((token.start for token in outer if token.text.upper() == "WHERE"), 0)
    texts = tuple(token.text.upper() for token in outer)
    return replace(
        plain, where=where, dataset=any(text.startswith(("WITH", "USING")) for text in texts), outer=texts
    )
