"""The sealed archive of a backup: a tar of two members under zstd, and a seal over every byte of it.

The file is one zstd frame followed by one *skippable* frame, which every zstd tool passes over, so that
``tar --zstd -xf`` reads it too. The skippable frame holds SHA-256 of all bytes before it: a single changed,
missing or additional bit anywhere is found before anything is read.
Nothing of an archive is ever extracted to a path: members are read as streams, by the names expected.
"""

import hashlib
import io
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final, cast

import zstandard

from qkg.errors import BackupDamaged, NoSuchFile

SKIPPABLE: Final = bytes.fromhex("502a4d18") + (32).to_bytes(4, "little")
"""Magic number 0x184D2A50 and the length of the content (RFC 8878 §3.1.2)."""
SEAL: Final = len(SKIPPABLE) + 32
BLOCK: Final = 1024 * 1024
LEVEL: Final = 9


class Hashed:
    """A file that hashes and counts what passes through it, in either direction."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._hash, self.size = file, hashlib.sha256(), 0

    def write(self, data: bytes) -> int:
        """Pass bytes on."""
        self._hash.update(data)
        self.size += len(data)
        return self._file.write(data)

    def read(self, size: int = -1) -> bytes:
        """Fetch bytes."""
        data = self._file.read(size)
        self._hash.update(data)
        self.size += len(data)
        return data

    @property
    def digest(self) -> bytes:
        """SHA-256 of all that passed."""
        return self._hash.digest()


def write(file: IO[bytes], members: list[tuple[str, IO[bytes], int]], time: float) -> None:
    """Write the members, each a name, a stream and its size, and seal the file."""
    sealed = Hashed(file)
    packer = zstandard.ZstdCompressor(level=LEVEL, write_checksum=True)
    with (
        packer.stream_writer(cast("IO[bytes]", sealed), closefd=False) as packed,
        tarfile.open(fileobj=cast("IO[bytes]", packed), mode="w|", format=tarfile.PAX_FORMAT) as tar,
    ):
        for name, content, size in members:
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode, entry.mtime = size, 0o644, int(time)
            tar.addfile(entry, content)
    file.write(SKIPPABLE + sealed.digest)


def check_seal(path: Path) -> None:
    """BackupDamaged unless every byte is as it was written."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            total, left = hashlib.sha256(), size - SEAL
            while left > 0 and (block := file.read(min(BLOCK, left))):
                total.update(block)
                left -= len(block)
            seal = file.read()
    except OSError as error:
        raise NoSuchFile(f"{path} cannot be read: {error.strerror}") from error
    if size <= SEAL or seal != SKIPPABLE + total.digest():
        raise BackupDamaged(f"{path} is damaged or no backup: its seal does not fit its content")


class Members:
    """The members of an open archive, which must be the expected ones in the expected order."""

    def __init__(self, path: Path, tar: tarfile.TarFile) -> None:
        self._path, self._tar = path, tar

    def expect(self, name: str, most: int) -> IO[bytes]:
        """The content of the next member: a plain file of this very name and at most this size."""
        entry = self._tar.next()
        if entry is None or entry.name != name or not entry.isreg() or entry.size > most:
            found = "nothing" if entry is None else repr(entry.name)
            raise BackupDamaged(
                f"{self._path} is no backup of this program: {found} stands where {name} should"
            )
        content = self._tar.extractfile(entry)
        return content if content is not None else io.BytesIO()

    def expect_end(self) -> None:
        """No member is left."""
        entry = self._tar.next()
        if entry is not None:
            raise BackupDamaged(f"{self._path} is no backup of this program: it also holds {entry.name!r}")


@contextmanager
def opened(path: Path) -> Iterator[Members]:
    """The archive for reading; what cannot be unpacked is BackupDamaged."""
    check_seal(path)
    try:
        with path.open("rb") as file:
            unpacked: Any = zstandard.ZstdDecompressor().stream_reader(file)
            with tarfile.open(fileobj=unpacked, mode="r|") as tar:
                yield Members(path, tar)
    except (tarfile.TarError, zstandard.ZstdError, EOFError) as error:
        raise BackupDamaged(f"{path} is no backup of this program: it does not unpack") from error
