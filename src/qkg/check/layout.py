"""Where in a Turtle file everything stands: subjects, triples, names, language tags, blank nodes.

Parsers give triples without places, so this reads the text once more, by tokens. It never refuses a text:
what it cannot follow it passes over. Also reads N-Triples, and TriG with its graph blocks.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Final

from qkg.namespaces import PREFIXES
from qkg.tokens import Token, tokenise

TYPE: Final = PREFIXES["rdf"] + "type"
SUBJECT: Final = "subject"
PREDICATE: Final = "predicate"
OBJECT: Final = "object"
CLASS: Final = "class"
DATATYPE: Final = "datatype"
PREFIX: Final = "prefix"
BLANK: Final = "_:"
Place = tuple[int, int]


@dataclass(frozen=True)
class Mention:
    """An IRI in the text, what it does there, and the subject that it is said of."""

    iri: str
    role: str
    place: Place
    subject: str
    written_out: bool


@dataclass
class Layout:
    """The places of one text.

    ``places`` has a key for each subject, each subject and predicate, and each triple whose object is an IRI;
    the first time counts.
    """

    places: dict[tuple[str, ...], Place] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    tags: list[tuple[str, str, Place]] = field(default_factory=list)
    blanks: list[tuple[str, Place]] = field(default_factory=list)


def lay_out(text: str) -> Layout:
    """Read a text."""
    reader = _Reader(text)
    for token in tokenise(text):
        reader.take(token)
    return reader.layout


class _Reader:
    """Follows the grammar just far enough to know which of the three places a name is in."""

    def __init__(self, text: str) -> None:
        self.layout = Layout()
        self._lines = [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]
        self._prefixes: dict[str, str] = {}
        self._expected = SUBJECT
        self._subject = self._predicate = self._declared = ""
        self._outer: list[tuple[str, str, str]] = []

    def take(self, token: Token) -> None:
        """The next token."""
        handler = getattr(self, f"_take_{token.kind}", None)
        if handler is not None:
            handler(token)

    def _take_sign(self, token: Token) -> None:
        sign = token.text
        if sign in ".{}":
            self._expected, self._outer = SUBJECT, []
        elif sign in ";,":
            self._expected = PREDICATE if sign == ";" else OBJECT
        elif sign == "^":
            self._expected = DATATYPE
        elif sign in "[(":
            self._open(token)
        elif sign in "])" and self._outer:
            self._subject, self._predicate, self._expected = self._outer.pop()

    def _open(self, token: Token) -> None:
        self.layout.blanks.append((self._subject, self._place(token)))
        after = PREDICATE if self._expected == SUBJECT else self._expected
        subject = BLANK if self._expected == SUBJECT else self._subject
        self._outer.append((subject, self._predicate, after))
        if token.text == "[":
            self._subject, self._expected = BLANK, PREDICATE
        else:
            self._expected = OBJECT

    def _take_tag(self, token: Token) -> None:
        if self._expected == SUBJECT:
            self._take_word(Token("word", token.text[1:], token.start))
        else:
            self.layout.tags.append((token.text[1:], self._subject, self._place(token)))

    def _take_word(self, token: Token) -> None:
        word = token.text.lower()
        if self._expected == SUBJECT and word in ("prefix", "base"):
            self._expected = PREFIX
        elif self._expected == PREDICATE and token.text == "a":
            self._name(TYPE, token)

    def _take_iri(self, token: Token) -> None:
        iri = token.text[1:-1]
        if self._expected != PREFIX:
            self._name(iri, token)
            return
        self._prefixes[self._declared] = iri
        self._mention(iri, PREFIX, token)
        self._declared, self._expected = "", SUBJECT

    def _take_pname(self, token: Token) -> None:
        prefix, _, local = token.text.rstrip(".").partition(":")
        if self._expected == PREFIX:
            self._declared = prefix
            return
        if prefix == "_":
            self.layout.blanks.append((self._subject, self._place(token)))
        self._name(self._prefixes.get(prefix, prefix + ":") + local.replace("\\", ""), token)
        if token.text.endswith("."):
            self._take_sign(Token("sign", ".", token.start))

    def _name(self, iri: str, token: Token) -> None:
        if self._expected == SUBJECT:
            self._subject, role, after = iri, SUBJECT, PREDICATE
            self._note(token, iri)
        elif self._expected == PREDICATE:
            self._predicate, role, after = iri, PREDICATE, OBJECT
            self._note(token, self._subject, iri)
        elif self._expected == DATATYPE:
            role, after = DATATYPE, OBJECT
        else:
            role, after = (CLASS if self._predicate == TYPE else OBJECT), OBJECT
            self._note(token, self._subject, self._predicate, iri)
        self._expected = after
        if not iri.startswith(BLANK):
            self._mention(iri, role, token)

    def _note(self, token: Token, *key: str) -> None:
        self.layout.places.setdefault(key, self._place(token))

    def _mention(self, iri: str, role: str, token: Token) -> None:
        mention = Mention(iri, role, self._place(token), self._subject, token.kind == "iri")
        self.layout.mentions.append(mention)

    def _place(self, token: Token) -> Place:
        line = bisect_right(self._lines, token.start)
        return line, token.start - self._lines[line - 1] + 1
