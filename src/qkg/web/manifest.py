"""The manifest of the reconciliation service: what it offers and where (Reconciliation API 0.2, §3)."""

import sqlite3
from typing import Any, Final

from qkg import __version__
from qkg.namespaces import ONTOLOGY, THING
from qkg.search import kinds
from qkg.search.keeper import Keeper
from qkg.web.pages import words

BATCH: Final = 50
"""Queries in one batch."""
TYPES: Final = 12
PREVIEW: Final = (400, 220)
"""Width and height of a preview in pixels."""
_COMMONEST: Final = """
 SELECT kind FROM thing WHERE standing = 0 AND kind <> '' GROUP BY kind ORDER BY count(*) DESC, kind LIMIT ?
"""
_SERVED: Final = ("entity", "type", "property")


async def manifest(keeper: Keeper, base: str, host: str, language: str) -> dict[str, Any]:
    """The manifest; ``base`` is the host with the language that the address fixes."""
    types, _ = await keeper.ask(_types, language)
    return {
        "versions": ["0.2"],
        "name": words(language).reconcile_name,
        "identifierSpace": THING,
        "schemaSpace": ONTOLOGY,
        "documentation": f"{base}/",
        "logo": f"{host}/static/icon.svg",
        "serviceVersion": __version__,
        "batchSize": BATCH,
        "defaultTypes": types,
        "view": {"url": f"{base}/id/{{{{id}}}}"},
        "preview": {
            "url": f"{base}/reconcile/preview?id={{{{id}}}}",
            "width": PREVIEW[0],
            "height": PREVIEW[1],
        },
        "suggest": {what: _suggest(base, what) for what in _SERVED},
        "extend": {
            "propose_properties": {"service_url": base, "service_path": "/reconcile/properties"},
            "property_settings": [_limit(language)],
        },
    }


def _suggest(base: str, what: str) -> dict[str, str]:
    return {
        "service_url": base,
        "service_path": f"/reconcile/suggest/{what}",
        "flyout_service_url": base,
        "flyout_service_path": f"/reconcile/flyout/{what}?id=${{id}}",
    }


def _limit(language: str) -> dict[str, Any]:
    told = words(language)
    return {
        "name": "limit",
        "label": told.reconcile_limit,
        "type": "number",
        "default": 0,
        "help_text": told.reconcile_limit_help,
    }


def _types(index: sqlite3.Connection, language: str) -> list[dict[str, str]]:
    found = [kind for (kind,) in index.execute(_COMMONEST, (TYPES,))]
    labels = kinds.labels(index, found)
    return [{"id": kinds.short(kind), "name": labels[kind][language]} for kind in found]
