"""The texts of articles that the operator supplies, known by their SHA-256. They are never stored.

Must not know which article a text belongs to: a text version of the graph says that by its digest.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from pyoxigraph import Literal

from qkg.errors import NoSuchFile, NotThisText
from qkg.store.view import View
from qkg.terms import short

_VERSIONS = """
SELECT ?version ?digest WHERE {
  { SELECT ?version WHERE { ?version a qkg:TextVersion } ORDER BY ?version LIMIT 50 }
  ?version qkg:sha256 ?digest
}"""
_KNOWN = "SELECT ?digest ?version WHERE { ?article qkg:textVersion ?version . ?version qkg:sha256 ?digest }"


@dataclass(frozen=True)
class Sources:
    """Texts by digest, and the files that they came from."""

    texts: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Path] = field(default_factory=dict)

    @classmethod
    def read(cls, listed: str) -> "Sources":
        """The files of a list as paths are listed in the environment; NoSuchFile where one is missing."""
        texts, files = {}, {}
        for path in (Path(name) for name in listed.split(os.pathsep) if name):
            try:
                content = path.read_bytes()
                text = content.decode()
            except (OSError, UnicodeDecodeError) as error:
                raise NoSuchFile(f"the source text {path} cannot be read as UTF-8") from error
            digest = sha256(content).hexdigest()
            texts[digest], files[digest] = text, path
        return cls(texts, files)

    def plus(self, text: str) -> "Sources":
        """These texts and one more."""
        digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return Sources({**self.texts, digest: text}, self.files)

    async def proved(self, view: View) -> "Sources":
        """Itself when each text is a text version of an article in the graph; else NotThisText."""
        for digest, path in self.files.items():
            if not await view.rows(_KNOWN, digest=Literal(digest)):
                raise NotThisText(await _refusal(view, path, digest))
        return self


async def _refusal(view: View, path: Path, digest: str) -> str:
    rows = await view.rows(_VERSIONS)
    known = "; ".join(f"{short(row['version'])} {short(row['digest'])}" for row in rows)
    return (
        f"{path} has the SHA-256 {digest}, which is that of no text version of an article in the graph;"
        f" the graph knows {known or 'none'}"
    )
