"""Files of lines read in parts: nothing lost, nothing twice, and a problem has its line in the whole file."""

import os
from functools import partial
from pathlib import Path

import pyoxigraph as ox
import pytest

from qkg.errors import SyntaxProblem
from qkg.media import GRAPH_FORMATS, by_name
from qkg.store import applying
from qkg.store.stretch import LEAST, Stretch, stretches
from qkg.store.together import LANES

NQ, TTL = by_name("nq", GRAPH_FORMATS), by_name("ttl", GRAPH_FORMATS)
LINE = '<https://e.org/{}> <https://e.org/p> "{}" <https://e.org/g> .\n'


def cut(path: Path, lanes: int = 3) -> list[bytes]:
    """What the parts of a file hold."""
    with path.open("rb") as file:
        parts = stretches(file, NQ, lanes, least=1) if NQ else []
        return [b"".join(iter(partial(part.read, 7), b"")) for part in parts]


@pytest.mark.parametrize("last", ["", "# no line end", "\n\n\n"])
def test_the_parts_are_the_file_in_whole_lines(tmp_path: Path, last: str) -> None:
    """Whatever stands at the end; lines of every length."""
    path = tmp_path / "a.nq"
    path.write_text("".join(LINE.format(number, "长" * number) for number in range(40)) + last)
    parts = cut(path)
    assert b"".join(parts) == path.read_bytes()
    assert len(parts) == 3
    assert all(part.endswith(b"\n") for part in parts[:-1])


@pytest.mark.parametrize("text", ["", "no line end at all", LINE.format("a", "b")])
def test_what_cannot_be_divided_is_not(tmp_path: Path, text: str) -> None:
    """An empty file, and a single line with or without an end."""
    (tmp_path / "a.nq").write_text(text)
    assert b"".join(cut(tmp_path / "a.nq")) in (b"", text.encode())
    assert len(cut(tmp_path / "a.nq")) < 2


def test_lines_that_may_have_blank_nodes_stay_together(tmp_path: Path) -> None:
    """They are one part, wherever they stand; a label in a text is taken for one."""
    with_labels = {0, 3, 4, 5, 19, 29}
    blank = '_:b{} <https://e.org/p> "{}" .\n'
    lines = [(blank if one in with_labels else LINE).format(one, one) for one in range(30)]
    lines[7] = LINE.format(7, "a _: in a text")
    (tmp_path / "a.nq").write_text("".join(lines))
    *parts, apart = cut(tmp_path / "a.nq")
    assert apart.decode() == "".join(lines[one] for one in sorted({*with_labels, 7}))
    assert "".join(part.decode() for part in parts) == "".join(
        line for one, line in enumerate(lines) if one not in {*with_labels, 7}
    )


def test_a_line_of_a_stretch_is_found_in_the_file(tmp_path: Path) -> None:
    """Across what was left out between its ranges."""
    (tmp_path / "a").write_bytes(b"1\n2\n3\n4\n5\n6")
    with (tmp_path / "a").open("rb") as file:
        part = Stretch(file, [(2, 4), (6, 10), (10, 11)])
        assert [part.line(number) for number in (1, 2, 3, 4)] == [2, 4, 5, 6]


def test_only_files_of_lines_are_divided(tmp_path: Path) -> None:
    """In Turtle a statement may go on for lines; and a short file is read in one go."""
    (tmp_path / "a").write_text(LINE.format(1, 2) * 9)
    assert NQ is not None
    assert TTL is not None
    with (tmp_path / "a").open("rb") as file:
        assert stretches(file, TTL, 3, least=1) == []
        assert stretches(file, NQ, 3) == []
        assert stretches(file, NQ, 1, least=1) == []


def test_the_position_of_the_file_tells_what_was_read_of_all(tmp_path: Path) -> None:
    """A progress bar looks at it."""
    (tmp_path / "a").write_bytes(b"0123456789")
    with (tmp_path / "a").open("rb", buffering=0) as file:
        one, two = Stretch(file, [(0, 5)]), Stretch(file, [(5, 7), (8, 10)])
        assert (two.read(1), one.read(1), two.read(9), two.read(9)) == (b"5", b"0", b"6", b"89")
        assert (two.read(), two.read(9)) == (b"", b"")
        assert os.lseek(file.fileno(), 0, os.SEEK_CUR) == 5


def test_a_large_file_is_loaded_whole(tmp_path: Path) -> None:
    """Each line once, from the first to the last; a blank node in both is one."""
    path, count = tmp_path / "a.nq", LANES * LEAST // 1000
    lines = [LINE.format(number, "x" * 1000) for number in range(count)]
    lines[0] = lines[-1] = "_:b <https://e.org/p> <https://e.org/{}> .\n"
    path.write_text("".join(line.format(number) for number, line in enumerate(lines)))
    engine = ox.Store(str(tmp_path / "db"))
    assert NQ is not None
    applying.load(engine, [(str(path), NQ, None)])
    assert len(engine) == count
    assert len({quad.subject for quad in engine}) == count - 1


def test_a_problem_has_its_line_in_the_whole_file(tmp_path: Path) -> None:
    """The first of two, in a part that is not the first one."""
    path, count = tmp_path / "a.nq", LANES * LEAST // 1000
    lines = [LINE.format(number, "x" * 1000) for number in range(count)]
    lines[count - 20] = lines[count - 9] = "<https://e.org/a> oops .\n"
    path.write_text("".join(lines))
    assert NQ is not None
    with pytest.raises(SyntaxProblem) as caught:
        applying.load(ox.Store(), [(str(path), NQ, None)])
    assert caught.value.place.line == count - 19
