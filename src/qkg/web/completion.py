"""``/complete``: what the query editor offers, as JSON, kept per generation like a page."""

from typing import Final

from qkg.media import Format, Kind
from qkg.namespaces import PREFIXES
from qkg.sparql.completion import Offer, completion
from qkg.web.place import Data, Json, Place
from qkg.web.visit import Visit

JSON: Final = Format("json", "application/json", "json", Kind.ROWS, None)


async def _data(visit: Visit, _format: Format) -> Data:
    found = await completion(visit.view)
    return Data.json(
        {
            "generation": visit.view.generation.number,
            "prefixes": dict(PREFIXES),
            "classes": [_class(one) for one in found.classes],
            "properties": [_term(one) for one in found.properties],
        }
    )


def _term(one: Offer) -> Json:
    return {"iri": one.iri, "count": one.number, "label": one.names}


def _class(one: Offer) -> Json:
    return {**_term(one), "properties": one.carried}


COMPLETE: Final = Place("/complete", "What a query editor offers", data=_data, twins=(JSON,))
"""The place; its size follows the vocabulary in use, not the data."""
