"""Backups: what goes in comes out again, and nothing that was touched on the way is taken."""

import asyncio
import hashlib
import io
import json
import subprocess
import tarfile
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox
import pytest
import zstandard

from qkg.dataset import archive, backup
from qkg.dataset.backup import DATA, MANIFEST, Manifest, Snapshot
from qkg.dataset.canonical import LABELLED, RDFC
from qkg.dataset.restore import check, restore
from qkg.errors import BackupDamaged, BadParameter, NotAStore, OutputProblem
from qkg.store import folder, generations

EMPTY = "https://example.org/empty"
TEXT = """
@prefix ex: <https://example.org/> .
ex:one { ex:a ex:name "甲\\n乙 _:not a label"@zh , "A"@en . ex:a ex:knows _:x . }
ex:two { _:x ex:size 2 ; ex:knows _:y , [ ex:size 3 ] . }
"""
CLIQUE = "".join(
    f"_:n{one} <https://example.org/knows> _:n{other} .\n"
    for one in range(12)
    for other in range(12)
    if one != other
)
"""Twelve blank nodes that nobody can tell apart: naming them canonically would take years."""


def snapshot(engine: ox.Store, generation: int = 7) -> Snapshot:
    """The engine's content in blocks that end in the middle of lines."""

    async def blocks() -> AsyncIterator[bytes]:
        text = engine.dump(format=ox.RdfFormat.N_QUADS) or b""
        for start in range(0, len(text), 37):
            yield text[start : start + 37]

    graphs = tuple(one.value for one in engine.named_graphs() if isinstance(one, ox.NamedNode))
    return Snapshot(generation, datetime(2026, 1, 2, tzinfo=UTC), graphs, blocks())


def filled(text: str = TEXT) -> ox.Store:
    """An engine in memory with blank nodes in two graphs, and a graph that is empty."""
    engine = ox.Store()
    engine.load(text.encode(), ox.RdfFormat.TRIG)
    engine.add_graph(ox.NamedNode(EMPTY))
    return engine


def made(tmp_path: Path, text: str = TEXT) -> tuple[Path, Manifest]:
    """A backup of it."""
    path = tmp_path / "one.tar.zst"
    return path, asyncio.run(backup.make(snapshot(filled(text)), path))


def repacked(path: Path, members: list[tuple[str, bytes]], kind: bytes = tarfile.REGTYPE) -> Path:
    """An archive with a right seal and these members."""
    inner = io.BytesIO()
    with tarfile.open(fileobj=inner, mode="w") as tar:
        for name, content in members:
            entry = tarfile.TarInfo(name)
            entry.type, entry.size = kind, len(content)
            tar.addfile(entry, io.BytesIO(content))
    packed = zstandard.ZstdCompressor().compress(inner.getvalue())
    path.write_bytes(packed + archive.SKIPPABLE + hashlib.sha256(packed).digest())
    return path


def contents(path: Path) -> list[tuple[str, bytes]]:
    """The members of a backup."""
    unpacked = zstandard.ZstdDecompressor().stream_reader(path.open("rb"))
    with unpacked, tarfile.open(fileobj=cast("IO[bytes]", unpacked), mode="r|") as tar:
        return [(entry.name, cast("IO[bytes]", tar.extractfile(entry)).read()) for entry in tar]


def untouched(folder_: Path) -> list[str]:
    """What stands beside the store, hidden things too."""
    return sorted(entry.name for entry in folder_.iterdir())


def test_a_restored_store_holds_the_same_dataset(tmp_path: Path) -> None:
    """Blank nodes shared between graphs, text that looks like a label, an empty graph: all there again."""
    path, manifest = made(tmp_path)
    restore(path, tmp_path / "store")
    engine, _ = folder.open_folder(tmp_path / "store")
    assert manifest.method == RDFC
    assert ox.NamedNode(EMPTY) in set(engine.named_graphs())
    mine, theirs = ox.Dataset(engine), ox.Dataset(filled())
    for one in (mine, theirs):
        one.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert mine == theirs


def test_equal_data_gives_an_equal_digest_in_any_order(tmp_path: Path) -> None:
    """Other labels, other order of loading: the digest stays; one triple more: it does not."""
    first = made(tmp_path)[1].sha256
    turned = "\n".join([TEXT.splitlines()[1], *reversed(TEXT.splitlines()[2:])]).replace("_:x", "_:other")
    assert made(tmp_path, turned)[1].sha256 == first
    assert made(tmp_path, TEXT + "<a:b> <a:b> <a:b> .")[1].sha256 != first


def test_the_data_is_the_canonical_document_itself(tmp_path: Path) -> None:
    """Any tool can recompute the digest: it is SHA-256 of the member data.nq, which is sorted."""
    path, manifest = made(tmp_path)
    (_, about), (_, data) = contents(path)
    assert hashlib.sha256(data).hexdigest() == manifest.sha256 == json.loads(about)["sha256"]
    assert data.splitlines() == sorted(data.splitlines())
    assert manifest.quads == len(data.splitlines())


def test_common_tools_read_a_backup(tmp_path: Path) -> None:
    """The zstd program passes over the seal."""
    path, manifest = made(tmp_path)
    try:
        done = subprocess.run(["zstd", "-dc", str(path)], capture_output=True, check=True)  # noqa: S607
    except FileNotFoundError:
        pytest.skip("the zstd program is not installed")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as tar:
        assert tar.getnames() == [MANIFEST, DATA]
    assert manifest.quads == 7


def test_data_that_cannot_be_named_in_time_keeps_its_labels(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """RDFC-1.0 would run for years on this; the backup says that it did not, and restores all the same."""
    monkeypatch.setattr("qkg.dataset.backup.SECONDS", 1.0)
    path, manifest = made(tmp_path, CLIQUE)
    assert manifest.method == LABELLED
    restore(path, tmp_path / "store")
    engine, _ = folder.open_folder(tmp_path / "store")
    assert len(engine) == 132


def test_every_flipped_bit_is_found(tmp_path: Path) -> None:
    """Header, content, checksums and seal: one bit each, a different one in every byte."""
    path, _ = made(tmp_path)
    whole = path.read_bytes()
    bent = tmp_path / "bent.tar.zst"
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 1 << (place % 8)
        bent.write_bytes(bytes(changed))
        with pytest.raises(BackupDamaged):
            check(bent)


@pytest.mark.parametrize(
    "change", [lambda b: b[:-1], lambda b: b[: len(b) // 2], lambda b: b"", lambda b: b + b"\0"]
)
def test_a_length_that_is_not_right_is_found(tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    """Truncated by a byte, by half, to nothing; one byte too many. Nothing is left beside it."""
    path, _ = made(tmp_path)
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(BackupDamaged):
        restore(path, tmp_path / "store")
    assert untouched(tmp_path) == [path.name]


def test_members_that_do_not_belong_are_refused(tmp_path: Path) -> None:
    """A right seal makes no archive trustworthy: names and kinds must be the expected ones."""
    path, _ = made(tmp_path)
    about, data = contents(path)
    wrong = [
        [about, data, ("extra.txt", b"x")],
        [("../../escaped", about[1]), data],
        [("/escaped", about[1]), data],
        [about, ("../data.nq", data[1])],
        [about],
        [data, about],
        [],
    ]
    for members in wrong:
        with pytest.raises(BackupDamaged):
            restore(repacked(tmp_path / "bad.tar.zst", members), tmp_path / "store")
    with pytest.raises(BackupDamaged):
        restore(repacked(tmp_path / "bad.tar.zst", [about, data], tarfile.SYMTYPE), tmp_path / "store")
    assert untouched(tmp_path) == ["bad.tar.zst", path.name]


def test_data_that_is_not_what_the_manifest_says_is_refused(tmp_path: Path) -> None:
    """Data changed, a manifest of another format, a manifest that is none: each with a right seal."""
    path, manifest = made(tmp_path)
    about, (_, data) = contents(path)
    later = json.dumps({**json.loads(about[1]), "format": 2}).encode()
    wrong = [
        [about, (DATA, data.replace(b"A", b"B"))],
        [(MANIFEST, later), (DATA, data)],
        [(MANIFEST, b"[]"), (DATA, data)],
        [(MANIFEST, b"{"), (DATA, data)],
        [(MANIFEST, json.dumps({**json.loads(about[1]), "quads": "many"}).encode()), (DATA, data)],
    ]
    for members in wrong:
        with pytest.raises(BackupDamaged):
            restore(repacked(tmp_path / "bad.tar.zst", members), tmp_path / "store")
    miscounted = json.dumps({**json.loads(about[1]), "quads": manifest.quads + 1}).encode()
    with pytest.raises(BackupDamaged, match="does not hold"):
        restore(
            repacked(tmp_path / "bad.tar.zst", [(MANIFEST, miscounted), (DATA, data)]), tmp_path / "store"
        )
    assert untouched(tmp_path) == ["bad.tar.zst", path.name]


def test_an_existing_store_is_replaced_only_when_asked(tmp_path: Path) -> None:
    """Refused without the word; with it, the number of the generation goes on."""
    path, _ = made(tmp_path)
    place = tmp_path / "store"
    folder.build(place, "old", lambda engine: engine.add(ox.Quad(*[ox.NamedNode("a:b")] * 3)))
    generations.place(place, 1).rename(generations.place(place, 40))
    with pytest.raises(BadParameter, match="--replace"):
        restore(path, place)
    restore(path, place, replace=True)
    engine, checkpoint = folder.open_folder(place)
    assert (len(engine), checkpoint.generation.number) == (7, 41)
    assert untouched(tmp_path) == [path.name, "store"]


def test_a_bad_backup_leaves_the_old_store(tmp_path: Path) -> None:
    """Asked to replace, and the backup is no good: the old store stands."""
    path, _ = made(tmp_path)
    place = tmp_path / "store"
    folder.build(place, "old", lambda engine: engine.add(ox.Quad(*[ox.NamedNode("a:b")] * 3)))
    about, (_, data) = contents(path)
    bad = repacked(tmp_path / "bad.tar.zst", [about, (DATA, data.replace(b"A", b"B"))])
    with pytest.raises(BackupDamaged):
        restore(bad, place, replace=True)
    assert len(folder.open_folder(place)[0]) == 1
    assert generations.listed(place) == [1]


def test_a_folder_of_something_else_is_not_touched(tmp_path: Path) -> None:
    """--replace is for stores."""
    path, _ = made(tmp_path)
    place = tmp_path / "photos"
    place.mkdir()
    (place / "one.jpg").write_bytes(b"")
    with pytest.raises(NotAStore):
        restore(path, place, replace=True)
    assert untouched(place) == ["one.jpg"]


def test_a_backup_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    """A folder that is not there; a snapshot that breaks in the middle."""
    with pytest.raises(OutputProblem):
        asyncio.run(backup.make(snapshot(filled()), tmp_path / "no" / "one.tar.zst"))

    async def broken() -> AsyncIterator[bytes]:
        yield b"<a:b> <a:b> <a:b> .\n"
        raise ConnectionError

    with pytest.raises(OutputProblem):
        asyncio.run(backup.make(Snapshot(1, datetime.now(UTC), (), broken()), tmp_path / "one.tar.zst"))
    assert untouched(tmp_path) == []
