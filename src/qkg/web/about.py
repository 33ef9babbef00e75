"""``/about``: what this is, how it was made, its licence, how to cite it, what there is for programs."""

from collections.abc import Sequence
from typing import Final

from qkg import __version__
from qkg.dataset.statistics import count
from qkg.web import schema_org
from qkg.web.pages import words
from qkg.web.place import Place, Shown
from qkg.web.visit import Visit

LISTED: Final = (
    "/sparql",
    "/openapi.json",
    "/dump",
    "/.well-known/void",
    "/fragments",
    "/search?q=质量",
    "/reconcile",
    "/graph/overview",
    "/figures.csv",
    "/figures.csv-metadata.json",
    "/datapackage.json",
    "/croissant.json",
    "/graph-store?default",
    "/ontology.ttl",
    "/shape.ttl",
    "/problem",
    "/sitemap.xml",
)
"""Addresses for programs; those with a word of their own in the catalogue are explained."""


def about(reached: Sequence[Place]) -> Place:
    """The place; ``reached`` are the places that there are, so that none is named that is not."""

    def there(path: str) -> bool:
        bare = path.partition("?")[0]
        stem, _, suffix = bare.rpartition(".")
        return any(
            one.fits(bare) is not None
            or (one.fits(stem) is not None and suffix in [twin.suffix for twin in one.twins])
            for one in reached
        )

    async def show(visit: Visit) -> Shown:
        told = words(visit.language)
        listed = [(one, told[f"api_{_name(one)}"]) for one in LISTED if one in PLAIN or there(one)]
        values = {
            "apis": listed,
            "statistics": (await count(visit.view)).as_dict(),
            "generation": visit.view.generation,
            "version": __version__,
        }
        said = schema_org.dataset(visit.base, visit.language, visit.view.generation.time)
        return Shown("about.html", told.about_title, told.about_lead, values, said)

    return Place("/about", "About this graph", show)


PLAIN: Final = frozenset({"/sparql", "/openapi.json", "/dump", "/graph-store?default", "/figures.csv"})
"""Endpoints that are no places of the table."""


def _name(path: str) -> str:
    bare = path.partition("?")[0].strip("/")
    return bare.replace(".well-known/", "").replace("/", "_").replace(".", "_").replace("-", "_")
