"""The static files: scripts, style sheets, icons; packed for clients that take a coding, kept by browsers.

A file whose name holds a digest never changes; every other is asked for again, by its entity tag. A packed
file is the same file by a weak tag (RFC 9110 §8.8.1), so that 304 works for each coding.
"""

import os
import re
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any, Final

from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles

from qkg.web.compression import MIN_BYTES, choose_coding, packed

PACKED: Final = (".js", ".css", ".svg", ".md")
NAMED_BY_DIGEST: Final = re.compile(r"ui/[^/]+-[\w-]{8}\.(?:js|css)$")
FOR_EVER: Final = "public, max-age=31536000, immutable"
ASK_AGAIN: Final = "public, no-cache"


class Static(StaticFiles):
    """The files of ``web/static``; what was packed once is kept in memory, as there are few."""

    def __init__(self) -> None:
        super().__init__(packages=[("qkg.web", "static")])
        self._kept: dict[tuple[str, str, str], bytes] = {}

    async def get_response(self, path: str, scope: MutableMapping[str, Any]) -> Response:
        """The file, packed where the client likes that better; a part of it as it is."""
        response = await super().get_response(path, scope)
        named = NAMED_BY_DIGEST.search(path.replace(os.sep, "/"))
        response.headers["cache-control"] = FOR_EVER if named else ASK_AGAIN
        response.headers["vary"] = "Accept-Encoding"
        asked = Headers(scope=scope)
        coding = choose_coding(asked.get("accept-encoding", ""))
        if coding and "range" not in asked and isinstance(response, FileResponse) and _worth(response):
            return await self._packed(response, coding)
        return response

    async def _packed(self, whole: FileResponse, coding: str) -> Response:
        tag = whole.headers["etag"]
        key = (str(whole.path), tag, coding)
        if key not in self._kept:
            self._kept[key] = await packed(Path(whole.path).read_bytes(), coding)
        kept = ("content-type", "cache-control", "vary", "last-modified")
        headers = {name: whole.headers[name] for name in kept if name in whole.headers}
        headers |= {"content-encoding": coding, "etag": f"W/{tag}"}
        return Response(self._kept[key], headers=headers)


def _worth(response: FileResponse) -> bool:
    size = response.stat_result.st_size if response.stat_result else 0
    return Path(response.path).suffix in PACKED and size >= MIN_BYTES
