"""Raw text to clean text: Simplified, without pinyin notes, punctuation in full width.

Owns the order of the steps; each step is a module of its own. Any input gives a text; cleaning a clean text
changes nothing.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping

from qkg.ingest import notes, script, shifted, widths
from qkg.ingest.decoding import decoded
from qkg.ingest.editing import Edit, Worked
from qkg.ingest.span import Span
from qkg.ingest.text import Cleaned, Damage

_PASSES = 8


def clean(raw: str | bytes, chosen: Mapping[int, str] | None = None) -> Cleaned:
    """The clean text of ``raw`` with its alignment.

    Damaged runs stay as they are and are listed. ``chosen`` gives the first character of those that a curator
    has decided, by the raw position of the run.
    """
    text, encoding = decoded(raw)
    damages = tuple(shifted.damages(text))
    worked = Worked.of(text).edited(_decided(damages, chosen or {}))
    left = tuple(one for one in damages if one.start not in (chosen or {}))
    for _ in range(_PASSES):
        before, worked = worked.text, _passed(worked, left)
        if worked.text == before:
            break
    return Cleaned(text, worked.text, worked.starts, worked.ends, left, encoding)


def _decided(damages: tuple[Damage, ...], chosen: Mapping[int, str]) -> Iterator[Edit]:
    for one in damages:
        if one.start in chosen:
            yield Edit(one.start, one.end, chosen[one.start] + one.rest)


def _passed(worked: Worked, damages: tuple[Damage, ...]) -> Worked:
    worked = worked.edited(widths.unseen(worked.text))
    worked = worked.edited(widths.blanks(worked.text))
    worked = worked.edited(widths.lines(worked.text))
    worked = worked.edited(_spared(notes.notes(worked.text), worked, damages))
    worked = _restored(script.simplified(worked), worked, damages)
    return worked.edited(_spared(widths.marks(worked.text), worked, damages))


def _restored(turned: Worked, worked: Worked, damages: tuple[Damage, ...]) -> Worked:
    """Damaged runs keep their characters from the converter too: turned ones would not be known again."""
    if not damages or len(turned.text) != len(worked.text):
        return turned
    text = turned.text
    for first, last in _runs(worked, damages):
        text = text[:first] + worked.text[first:last] + text[last:]
    return turned.rewritten(text)


def _spared(edits: Iterator[Edit], worked: Worked, damages: tuple[Damage, ...]) -> Iterator[Edit]:
    """Damaged runs keep their characters: a curator must see what is there."""
    if not damages:
        return edits
    kept = {place for run in _runs(worked, damages) for place in range(*run)}
    return (edit for edit in edits if edit.start not in kept)


def _runs(worked: Worked, damages: tuple[Damage, ...]) -> list[Span]:
    """Where the damaged runs stand by now."""
    return [
        Span(bisect_left(worked.starts, one.start), bisect_left(worked.starts, one.end)) for one in damages
    ]
