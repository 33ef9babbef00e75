"""What curators have decided about one draft: a document that is merged, checked and kept whole.

Owns its form (JSON) and the merge of a change into it (RFC 7396). Knows no files.
"""

import json
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from qkg.errors import BadParameter
from qkg.namespaces import THING

MOST: Final = 20_000
"""Candidates that one document may speak of."""
MOST_ADDED: Final = 1_000
"""Candidates that a curator may add."""
_END: Final = "[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$"
_ThingIri = Annotated[str, StringConstraints(pattern=f"^{THING}{_END}", max_length=300)]
_Id = Annotated[str, StringConstraints(pattern=f"^{_END}", max_length=300)]
_Words = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=r"^[^\x00-\x1f\x7f]+$"),
]
Number = Annotated[float, Field(allow_inf_nan=False, ge=-1e18, le=1e18)]
Hedge = Literal["exact", "nearly", "more-than", "about", "at-least", "at-most"]
Relation = Literal["issuer", "actor", "partOf", "implements", "place", "plannedBy"]
Kind = Literal["agency", "enterprise", "organisation", "place", "person", "document", "award", "platform"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Amount(_Strict):
    """A figure as a curator reads it. Bounds that the hedge sets are filled in where none is given.

    ``period`` is an EDTF string and ``period_words`` the words that say it; both empty: as the draft has it.
    """

    value: Number
    unit: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,60}$")] = "NUM"
    hedge: Hedge = "exact"
    lower: Number | None = None
    upper: Number | None = None
    change: Literal["", "increase", "decrease"] = ""
    period: Annotated[str, StringConstraints(pattern=r"^[0-9X/.~?%-]{0,60}$")] = ""
    period_words: Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)] = ""


class Decision(_Strict):
    """About one candidate. ``link``: the thing that it really is; ``zh``, ``en``: its labels."""

    verdict: Literal["", "accepted", "rejected"] = ""
    figure: Amount | None = None
    roles: dict[str, list[_ThingIri]] = {}
    link: _ThingIri | Literal[""] = ""
    zh: _Words | Literal[""] = ""
    en: _Words | Literal[""] = ""

    @property
    def corrects(self) -> bool:
        """Whether it changes anything."""
        return bool(self.figure or self.roles or self.link or self.zh or self.en)


class NewThing(_Strict):
    """A thing that neither the draft nor the graph has: what it is, and its name in both languages."""

    kind: Kind
    zh: _Words
    en: _Words


class Added(_Strict):
    """Words of the text, by their place, of which a curator makes a candidate."""

    kind: Literal["figure", "action", "appraisal", "statement"]
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]
    relation: Relation | Literal[""] = ""


class Decisions(_Strict):
    """All about one draft. ``candidates`` and ``added`` by the end of their IRI, ``things`` by their IRI."""

    candidates: dict[_Id, Decision] = Field(default={}, max_length=MOST)
    added: dict[_Id, Added] = Field(default={}, max_length=MOST_ADDED)
    things: dict[_ThingIri, NewThing] = Field(default={}, max_length=MOST)

    def written(self) -> bytes:
        """The document; the same decisions give the same bytes."""
        given = self.model_dump(exclude_defaults=True)
        return json.dumps(given, ensure_ascii=False, sort_keys=True).encode()


def read(content: bytes | str) -> Decisions:
    """A document; BadParameter names what is wrong and where."""
    try:
        return of(json.loads(content))
    except (ValueError, RecursionError) as error:
        raise BadParameter("the decisions are no JSON document") from error


def of(given: Any) -> Decisions:
    """Decisions from plain values."""
    try:
        return Decisions.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        raise BadParameter(
            f"{' / '.join(map(str, first['loc'])) or 'the document'}: {first['msg']}"
        ) from error


def merged(before: Decisions, change: Any) -> Decisions:
    """The decisions with a change (JSON merge patch): null takes a member away."""
    if not isinstance(change, dict):
        raise BadParameter("a change of decisions is a JSON object")
    try:
        return of(_merge(before.model_dump(exclude_defaults=True), change))
    except RecursionError as error:
        raise BadParameter("a change of decisions is not so deep") from error


def _merge(target: Any, patch: Any) -> Any:
    if not isinstance(patch, dict):
        return patch
    made = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            made.pop(name, None)
        else:
            made[name] = _merge(made.get(name), value)
    return made
