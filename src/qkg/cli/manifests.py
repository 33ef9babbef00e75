"""``qkg load DIR/manifest.json``: all files of a bulk run, checked before, counted after."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qkg.cli.differing import differing, first
from qkg.errors import BadParameter, CheckFailed

if TYPE_CHECKING:
    from qkg.dataset.manifest import Manifest


@dataclass(frozen=True)
class Listed:
    """The manifests among the files of a command, and all files with those that they name."""

    manifests: "list[tuple[Path, Manifest]]"
    files: list[Path]

    @property
    def governed(self) -> bool:
        """Whether every file was held against the very shapes of this program when it was made."""
        from qkg.ingest.scale.job import shapes_digest

        digests = [one.run.get("shapes") for _, one in self.manifests]
        own = sum(len(one.files) for _, one in self.manifests) == len(self.files)
        return bool(digests) and own and set(digests) == {shapes_digest()}

    def refuse_present(self, place: Path) -> None:
        """BadParameter when the store has one of the graphs: two states of an article would be mixed."""
        if not self.manifests:
            return
        present = counted(place).keys()
        for folder, _ in self.manifests:
            found = [graph for graph, _ in _counts(folder) if graph in present]
            if found:
                raise BadParameter(
                    f"{len(found):,} graphs of {folder} are in {place} already, as {found[0]}; "
                    "withdraw them (qkg retract), or load into another store"
                )

    def compare(self, place: Path) -> str:
        """CheckFailed when a graph of the store has another number of quads than its manifest says."""
        if not self.manifests:
            return ""
        there, graphs = counted(place), 0
        for folder, manifest in self.manifests:
            wrong = differing(_counts(folder), there, "quads")
            if wrong:
                raise CheckFailed(f"{place} is not what {folder} says: {first(wrong)}")
            graphs += manifest.graphs
        return f"; {graphs:,} graphs have as many quads as the manifest says"


def listed(files: Sequence[Path]) -> Listed:
    """Look for manifests; each file that one names must be as it says."""
    from qkg.dataset.manifest import MANIFEST, read, sound

    manifests, every = [], []
    for path in files:
        if path.name != MANIFEST:
            every.append(path)
            continue
        manifest = read(path)
        every.extend(sound(path.parent, manifest))
        manifests.append((path.parent, manifest))
    return Listed(manifests, every)


def _counts(folder: Path) -> "Sequence[tuple[str, int]]":
    from qkg.dataset.manifest import counts

    return list(counts(folder))


def counted(place: Path) -> dict[str, int]:
    """How many quads each named graph of a store has that has any; nothing where there is no store."""
    from qkg.dataset.cache import open_folder
    from qkg.store import folder
    from qkg.store.evaluation import sizes

    found = sizes(open_folder(place)[0]) if folder.exists(place) else {}
    return {name: size for name, size in found.items() if size}
