"""The whole text of an article that was reviewed here, for its reading view, where the operator allows it."""

import asyncio

from qkg.errors import QkgError
from qkg.ingest.review.desk import Desk
from qkg.resources.sources import Sources
from qkg.settings import Settings
from qkg.web import review_files


async def with_reviewed(sources: Sources, settings: Settings, slug: str) -> Sources:
    """The texts that were given, and that of the published draft of this name if there is one."""
    if not settings.review_texts:
        return sources
    try:
        text = await asyncio.to_thread(Desk(review_files.place(settings)).published_text, slug)
    except QkgError:
        return sources
    return sources.plus(text) if text else sources
