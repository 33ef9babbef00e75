"""``qkg check`` as a user runs it: text, JSON, annotations, exit codes."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

PROVOKE = Path(__file__).parents[1] / "provoke"
Run = Callable[..., subprocess.CompletedProcess[str]]


def test_the_packaged_graph_has_no_findings(qkg: Run) -> None:
    """Exit code 0, nothing on standard error, and the count."""
    done = qkg("check", "--lang", "en")
    assert (done.returncode, done.stdout, done.stderr) == (0, "0 findings\n", "")


def test_findings_are_printed_with_place_code_and_hint(qkg: Run) -> None:
    """One line a finding, its hint below, the count last; exit code 1."""
    done = qkg("check", "--lang", "en", str(PROVOKE / "09-unknown-property.ttl"))
    finding, hint, blank, total = done.stdout.splitlines()
    assert finding.endswith("09-unknown-property.ttl:13:5  unknown-term  the vocabulary has no qkg:recipiant")
    assert hint == "    did you mean qkg:recipient?"
    assert (blank, total) == ("", "1 finding: 1 errors, 0 warnings")
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.parametrize(
    ("variables", "words"), [({"LANG": "zh_CN.UTF-8"}, "个问题"), ({"LANG": "C"}, "finding")]
)
def test_speaks_the_users_language(qkg: Run, variables: dict[str, str], words: str) -> None:
    """By LANG when nothing else is asked."""
    done = qkg("check", str(PROVOKE / "07-label-missing.ttl"), PYTHONIOENCODING="utf-8", **variables)
    assert words in done.stdout


def test_json_and_annotations(qkg: Run) -> None:
    """For machines; the same finding in each."""
    path = str(PROVOKE / "02-missing-unit.ttl")
    document = json.loads(qkg("check", "--format", "json", path).stdout)
    assert [one["code"] for one in document["findings"]] == ["measure-unit"]
    assert qkg("check", "--format", "github", "--lang", "en", path).stdout.startswith("::error file=")


def test_a_source_text_is_held_against_the_quotes(qkg: Run) -> None:
    """A quote that is not there is found only with the text."""
    path, text = str(PROVOKE / "13-quote-not-in-text.ttl"), str(PROVOKE / "example.clean.txt")
    assert qkg("check", path).returncode == 0
    done = qkg("check", path, "--source", text, "--lang", "en")
    assert (done.returncode, "quote-mismatch" in done.stdout) == (1, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("no-such.ttl",),
        ("--source", "no-such.txt"),
        ("--format", "yaml"),
        ("--lang", "fr"),
        (str(PROVOKE / "example.clean.txt"),),
        (str(PROVOKE),),
    ],
)
def test_bad_input_is_one_sentence(qkg: Run, arguments: tuple[str, ...]) -> None:
    """Exit code 2, nothing printed but the sentence."""
    done = qkg("check", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("qkg: ")
    assert done.stderr.count("\n") == 1
