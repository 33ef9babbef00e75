"""``/review``: where a curator decides about drafts. The page says how to get on; script does the rest.

Public: it names the drafts that there are, and nothing of their texts.
"""

import asyncio
from typing import Final

from qkg.errors import ReadOnly
from qkg.ingest.review.desk import Desk
from qkg.web import review_files
from qkg.web.pages import words
from qkg.web.place import Place, Shown
from qkg.web.visit import Visit

MOST: Final = 500
"""Drafts listed without script."""


def review_page() -> Place:
    """The place."""
    return Place("/review", "Review of drafts", _show, kept=False)


async def _show(visit: Visit) -> Shown:
    told, settings = words(visit.language), visit.settings
    try:
        folder = review_files.place(settings)
        names = (await asyncio.to_thread(Desk(folder).names))[:MOST]
        open_ = settings.write_token is not None
    except ReadOnly:
        names, open_ = [], False
    values = {"names": names, "open": open_, "island": {"page": f"/{visit.fixed}" if visit.fixed else ""}}
    return Shown("review.html", told.review_title, told.review_lead, values)
