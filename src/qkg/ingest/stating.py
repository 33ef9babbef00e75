"""Relations as triples, each with a statement about it and its evidence; foundings and conferrals.

Owns which property a relation becomes and what the shapes ask of it. What they would refuse is left out
with the reason.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from qkg.ingest import english
from qkg.ingest.draft import LeftOut
from qkg.ingest.facts import facts
from qkg.ingest.mention import Mention
from qkg.ingest.notation import block, iri, labels, text
from qkg.ingest.proving import Proof
from qkg.ingest.relation import Relation
from qkg.ingest.span import Span
from qkg.ingest.text import Cleaned
from qkg.ingest.things import Things
from qkg.namespaces import THING

PLAIN: Final = {
    "issuer": "印发",
    "actor": "行动主体",
    "partOf": "属于",
    "implements": "落实",
    "place": "地点",
    "plannedBy": "计划主体",
}
_REFUSED: Final = {
    "issuer": ("organisation",),
    "actor": ("organisation",),
    "plannedBy": ("organisation",),
    "recipient": ("organisation",),
}
_NO_CLASS: Final = (
    "词汇表不许机构以外的组织充当此角色。",
    "The vocabulary has no place for such an organisation here.",
)
_NO_THING: Final = ("词汇表中没有这个概念。", "No scheme of the vocabulary has this concept.")
_NO_TAKER: Final = ("没有认出受奖者。", "Who receives the award was not recognised.")


@dataclass
class Stated:
    """What the relations of one draft come to: blocks, the things they refer to, what was left out."""

    blocks: list[str] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    left: list[LeftOut] = field(default_factory=list)


class Stating:
    """Turns the relations and the facts among the mentions of one draft into blocks."""

    def __init__(
        self,
        slug: str,
        cleaned: Cleaned,
        things: Things,
        proof: Proof,
        known: frozenset[tuple[str, str, str]],
    ) -> None:
        self._slug, self._text = slug, cleaned.clean
        self._things, self._proof, self._known = things, proof, known
        self._kinds: dict[Span, Mention] = {}
        self._properties: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._said: set[tuple[str, str, str]] = set()
        self.stated = Stated()

    def state(self, mentions: Sequence[Mention], relations: Sequence[Relation]) -> Stated:
        """All of them, in the order of the text."""
        self._kinds = {Span(one.start, one.end): one for one in mentions}
        for one in relations:
            if one.kind in PLAIN:
                self._triple(one)
            elif one.kind == "establishes":
                self._founding(one)
            elif one.kind in ("appraised", "appraiser") and (ends := self._ends(one)):
                self._properties[ends[0]].append((f"qkg:{one.kind}", iri(ends[1])))
        self._conferrals(relations)
        for fact in facts(mentions, self._things, self._proof, self._properties):
            if isinstance(fact, str):
                self.stated.blocks.append(fact)
            else:
                self.stated.left.append(fact)
        for subject, pairs in self._properties.items():
            self.stated.blocks.append(
                f"{iri(subject)} " + " ;\n    ".join(f"{name} {value}" for name, value in pairs) + " .\n"
            )
        return self.stated

    def _ends(self, one: Relation) -> tuple[str, str] | None:
        """The things at both ends, or nothing and the reason noted."""
        ends = self._things.at(one.subject), self._things.at(one.object)
        if not all(ends):
            self._leave(one.words, one.kind, _NO_THING)
        elif self._kinds[one.object].kind in _REFUSED.get(one.kind, ()):
            self._leave(one.object, one.kind, _NO_CLASS)
        else:
            self.stated.used.update(ends)
            return ends
        return None

    def _leave(self, span: Span, kind: str, reason: tuple[str, str]) -> None:
        words = f"{kind}: {self._text[slice(*span)]}"
        self.stated.left.append(LeftOut(words, span.start, span.end, *reason))

    def _quote(self, one: Relation) -> Span:
        """From the one end to the other, so that the words between say what ties them."""
        return Span(min(one.subject.start, one.object.start), max(one.subject.end, one.object.end))

    def _triple(self, one: Relation) -> None:
        ends = self._ends(one)
        if ends is None:
            return
        said = ends[0], f"qkg:{one.kind}", ends[1]
        if said in self._said or ends[0] == ends[1]:
            return
        self._said.add(said)
        if said not in self._known:
            self._properties[said[0]].append((said[1], iri(said[2])))
        self._statement(one, said)

    def _statement(self, one: Relation, said: tuple[str, str, str]) -> None:
        (zh, en), (other_zh, other_en) = self._things.label(said[0]), self._things.label(said[2])
        self.stated.blocks.append(
            block(
                iri(f"{THING}statement/{self._slug}-s{len(self._said):03}"),
                "qkg:Statement",
                [
                    *labels(
                        f"陈述：{zh} — {PLAIN[one.kind]} — {other_zh}",
                        f"Statement: {en} - {one.kind} - {other_en}",
                    ),
                    ("qkg:statementSubject", iri(said[0])),
                    ("qkg:statementPredicate", said[1]),
                    ("qkg:statementObject", iri(said[2])),
                    ("qkg:evidence", self._proof.of(self._quote(one), one.confidence, by=one.by)),
                ],
            )
        )

    def _founding(self, one: Relation) -> None:
        """Who sets up a platform: an action that is done."""
        ends = self._ends(one)
        if ends is None or self._kinds[one.subject].kind == "organisation":
            return
        zh, en = self._things.label(ends[1])
        self.stated.blocks.append(
            block(
                iri(f"{THING}action/{self._slug}-founding-{english.slug(zh)}"),
                "qkg:Action",
                [
                    *labels(f"建立{zh}", f"Founding of {en}"),
                    ("qkg:actor", iri(ends[0])),
                    ("qkg:establishes", iri(ends[1])),
                    ("qkg:actionStatus", iri(f"{THING}action-status/done")),
                    ("qkg:notStated", "qkg:period"),
                    ("qkg:evidence", self._proof.of(self._quote(one), one.confidence, by=one.by)),
                ],
            )
        )

    def _conferrals(self, relations: Sequence[Relation]) -> None:
        """One conferral for each award and recipient; giver and document are those of the award."""
        more: dict[tuple[str, Span], list[Relation]] = defaultdict(list)
        for one in relations:
            if one.kind in ("conferrer", "conferredIn"):
                more[one.kind, one.subject].append(one)
        made: set[tuple[str, str]] = set()
        for one in relations:
            ends = self._ends(one) if one.kind == "recipient" else None
            if ends and ends not in made:
                made.add(ends)
                self._conferral(one, ends, len(made), more)
        taken = {one.subject for one in relations if one.kind == "recipient"}
        for (kind, span), _ in more.items():
            if span not in taken:
                self._leave(span, kind, _NO_TAKER)

    def _conferral(
        self, one: Relation, ends: tuple[str, str], number: int, more: dict[tuple[str, Span], list[Relation]]
    ) -> None:
        (zh, en), (who_zh, who_en) = self._things.label(ends[0]), self._things.label(ends[1])
        pairs = [
            *labels(f"{who_zh}获{zh}", f"{who_en} receives {en}"),
            ("qkg:verbatim", text(self._text[slice(*one.subject)])),
            ("qkg:conferredAward", iri(ends[0])),
            ("qkg:recipient", iri(ends[1])),
            ("qkg:actionStatus", iri(f"{THING}action-status/done")),
        ]
        for kind in ("conferrer", "conferredIn"):
            found = [self._things.at(each.object) for each in more.get((kind, one.subject), [])]
            self.stated.used.update(found)
            pairs.append(
                (f"qkg:{kind}", " , ".join(map(iri, found))) if found else ("qkg:notStated", f"qkg:{kind}")
            )
        pairs.append(("qkg:notStated", "qkg:period"))
        pairs.append(("qkg:evidence", self._proof.of(self._quote(one), one.confidence, by=one.by)))
        self.stated.blocks.append(
            block(iri(f"{THING}conferral/{self._slug}-c{number:02}"), "qkg:Conferral", pairs)
        )
