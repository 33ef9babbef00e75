"""Findings for machines."""

import json

from qkg.check.finding import WARNING, Finding, Spot, Words
from qkg.check.report import as_github, as_json, counts

FOUND = [
    Finding(
        "bad", Spot("a,b.ttl", 3, 7), Words("坏：100%", "bad: 100%\nreally"), Words("改", "mend it"), "s:1"
    ),
    Finding("meh", Spot("c.ttl", 1), Words("还行", "so so"), severity=WARNING),
]


def test_json_holds_everything_in_both_languages() -> None:
    """Counts, place, code, subject, message, hint; what is unknown is null."""
    document = json.loads(as_json(FOUND))
    assert (document["errors"], document["warnings"]) == counts(FOUND) == (1, 1)
    assert document["findings"][0] == {
        "code": "bad",
        "severity": "error",
        "file": "a,b.ttl",
        "line": 3,
        "column": 7,
        "subject": "s:1",
        "message": {"zh": "坏：100%", "en": "bad: 100%\nreally"},
        "hint": {"zh": "改", "en": "mend it"},
    }
    assert document["findings"][1]["column"] is None


def test_annotations_are_one_line_each_and_escaped() -> None:
    """Percent signs, line ends and commas cannot break the command."""
    assert as_github(FOUND, "en").splitlines() == [
        "::error file=a%2Cb.ttl,line=3,col=7,title=bad::bad: 100%25%0Areally (mend it)",
        "::warning file=c.ttl,line=1,col=1,title=meh::so so",
    ]
