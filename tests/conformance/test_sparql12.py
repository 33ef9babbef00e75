"""SPARQL 1.2 as the engine has it: syntax, queries and updates."""

from collections.abc import Callable

import httpx
import pytest
from tests.conformance.answers import evaluate
from tests.conformance.changes import change
from tests.conformance.conftest import Judge
from tests.conformance.grammar import parse
from tests.conformance.manifest import Entry, read


def cases() -> tuple[Entry, ...]:
    """All of them."""
    return read("sparql12/manifest.ttl")


@pytest.mark.usefixtures("changed")
def test_sparql12(case: Entry, endpoint: httpx.Client, fill: Callable[[str], None], judge: Judge) -> None:
    """The grammar, the answer or the dataset is the expected one."""

    def work() -> None:
        if "Syntax" in case.kind:
            parse(case, endpoint)
        elif case.kind == "UpdateEvaluationTest":
            change(case, endpoint, fill)
        else:
            evaluate(case, endpoint, fill)

    judge(case, work)
