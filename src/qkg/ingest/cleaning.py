"""Raw text to clean text: Simplified, without pinyin notes, punctuation in full width.

Owns the order of the steps; each step is a module of its own. Any input gives a text; cleaning a clean text
changes nothing.
"""

from collections.abc import Iterator, Mapping

from qkg.ingest import notes, script, shifted, widths
from qkg.ingest.decoding import decoded
from qkg.ingest.editing import Edit, Worked
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
    signs = zip(worked.text, turned.text, worked.starts, strict=True)
    return turned.rewritten(
        "".join(
            old if any(one.start <= place < one.end for one in damages) else new for old, new, place in signs
        )
    )


def _spared(edits: Iterator[Edit], worked: Worked, damages: tuple[Damage, ...]) -> Iterator[Edit]:
    """Damaged runs keep their characters: a curator must see what is there."""
    if not damages:
        return edits
    return (
        edit for edit in edits if not any(one.start <= worked.starts[edit.start] < one.end for one in damages)
    )
