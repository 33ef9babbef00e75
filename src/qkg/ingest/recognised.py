"""Everything that was found in one text, before it is tied together."""

from dataclasses import dataclass

from qkg.ingest.figure import Figure
from qkg.ingest.mention import Mention


@dataclass(frozen=True, slots=True)
class Period:
    """Words of time and the EDTF interval that they mean on the day of publication."""

    start: int
    end: int
    words: str
    edtf: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """Figures, mentions and periods in the order of the text."""

    figures: tuple[Figure, ...] = ()
    mentions: tuple[Mention, ...] = ()
    periods: tuple[Period, ...] = ()
