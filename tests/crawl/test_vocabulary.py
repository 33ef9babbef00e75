"""The check itself: what fits the vocabulary of schema.org passes, and each kind of fault is seen."""

from typing import Any

import pytest
from tests.crawl.vocabulary import faults

SOUND: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "@id": "https://example.org/a",
    "headline": "标题",
    "datePublished": "2021-05-13",
    "isAccessibleForFree": True,
    "author": [{"@type": "Person", "name": "甲"}],
    "publisher": {"@type": "NewsMediaOrganization", "name": "报"},
}


def test_a_sound_description_passes() -> None:
    """A narrower type than the range wants is one of it."""
    assert faults(SOUND) == []


@pytest.mark.parametrize(
    "fault",
    [
        {"@context": "http://schema.org/"},
        {"@type": "NewsPiece"},
        {"title": "no such property"},
        {"containedInPlace": "https://example.org/place"},
        {"datePublished": "lately"},
        {"headline": 5},
        {"headline": ""},
        {"isAccessibleForFree": "perhaps"},
        {"author": {"@type": "Place", "name": "甲"}},
        {"author": {"@type": "Person", "headline": "of a person"}},
        {"awards": "superseded"},
    ],
    ids=str,
)
def test_each_fault_is_seen(fault: dict[str, Any]) -> None:
    """One fault, one finding."""
    assert len(faults({**SOUND, **fault})) >= 1
