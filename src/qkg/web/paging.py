"""Pages of a long list: the page asked for, and the way to the next and the one before."""

from dataclasses import dataclass
from urllib.parse import urlencode

from qkg.errors import BadParameter
from qkg.web.visit import PASSING, Visit

FARTHEST = 10_000


def page_number(visit: Visit) -> int:
    """``?page=`` from 1; BadParameter for anything else."""
    asked = visit.parameter("page", "1")
    if not (asked.isascii() and asked.isdecimal()) or not 1 <= int(asked) <= FARTHEST:
        raise BadParameter(f"page must be a number from 1 to {FARTHEST}, not {asked[:20]!r}")
    return int(asked)


def with_parameters(visit: Visit, **changes: str | None) -> str:
    """The page's address with parameters set, or taken away by None; the page number starts again."""
    gone = {*PASSING, *changes, *(() if "page" in changes else ("page",))}
    kept = [(name, value) for name, value in visit.pairs if name not in gone and value]
    asked = urlencode(kept + [(name, value) for name, value in changes.items() if value])
    return visit.to(visit.path) + (f"?{asked}" if asked else "")


@dataclass(frozen=True)
class Pager:
    """Where in a list a page stands."""

    visit: Visit
    page: int
    size: int
    total: int

    @property
    def first(self) -> int:
        """The number of the first entry, 0 for an empty list."""
        return min((self.page - 1) * self.size + 1, self.total)

    @property
    def last(self) -> int:
        """The number of the last entry."""
        return min(self.page * self.size, self.total)

    @property
    def before(self) -> str:
        """The address of the page before, empty for the first."""
        if self.page == 1:
            return ""
        return with_parameters(self.visit, page=str(self.page - 1) if self.page > 2 else None)  # noqa: PLR2004 - the first page needs no number

    @property
    def next(self) -> str:
        """The address of the next page, empty for the last."""
        return with_parameters(self.visit, page=str(self.page + 1)) if self.last < self.total else ""
