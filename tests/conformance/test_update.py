"""SPARQL 1.1 Update: every evaluation test."""

from collections.abc import Callable

import httpx
import pytest
from tests.conformance.changes import change
from tests.conformance.conftest import Judge
from tests.conformance.manifest import Entry, read


def cases() -> tuple[Entry, ...]:
    """The evaluation tests."""
    return tuple(
        one for one in read("sparql11/manifest-sparql11-update.ttl") if one.kind == "UpdateEvaluationTest"
    )


@pytest.mark.usefixtures("changed")
def test_update(case: Entry, endpoint: httpx.Client, fill: Callable[[str], None], judge: Judge) -> None:
    """The dataset afterwards is the expected one."""
    judge(case, lambda: change(case, endpoint, fill))
