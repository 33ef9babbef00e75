"""``qkg query``: what may be asked, formats, parameters, and one sentence for every mistake."""

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib

from qkg.cli.questions import user_language

Run = Callable[..., subprocess.CompletedProcess[str]]

AGENCIES = "SELECT ?a { ?a a qkg:Agency } ORDER BY ?a"
TRIPLES = "CONSTRUCT { ?a a qkg:Agency } { ?a a qkg:Agency }"
LABELS = "SELECT ?s ?label { ?s rdfs:label ?label }"


def sentence(result: subprocess.CompletedProcess[str], code: int) -> str:
    """The one line on standard error of a failed command."""
    assert result.returncode == code, result.stderr
    assert result.stdout == ""
    assert result.stderr.startswith("qkg: ")
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr
    return result.stderr


def test_text_file_and_standard_input_agree(qkg: Run, tmp_path: Path) -> None:
    """Known prefixes need no declaration in any of them."""
    path = tmp_path / "agencies.rq"
    path.write_text(AGENCIES, encoding="utf-8")
    answers = [qkg("query", AGENCIES), qkg("query", str(path)), qkg("query", "-", stdin=AGENCIES)]
    assert [one.returncode for one in answers] == [0] * 3
    assert len({one.stdout for one in answers}) == 1
    assert len(answers[0].stdout.splitlines()) > 3


def test_a_packaged_question_by_its_short_name(qkg: Run) -> None:
    """``cq01`` is found without a path."""
    answer = qkg("query", "cq01", "--format", "csv")
    assert answer.returncode == 0
    assert len(answer.stdout.splitlines()) > 1


def test_the_list_speaks_the_readers_language(qkg: Run) -> None:
    """By LANG, or by --lang; every question once."""
    english, chinese = qkg("query", "--list").stdout, qkg("query", "--list", LANG="zh_CN.UTF-8").stdout
    assert chinese == qkg("query", "--list", "--lang", "zh").stdout != english
    assert len(chinese.splitlines()) == len(english.splitlines()) == 31
    assert "哪" in chinese
    assert "no language 'fr'" in sentence(qkg("query", "--list", "--lang", "fr"), 2)


def test_locale_variables_in_their_order() -> None:
    """LC_ALL before LC_MESSAGES before LANG; an empty one does not count."""
    assert user_language({"LC_ALL": "", "LC_MESSAGES": "zh_CN", "LANG": "en"}) == "zh"
    assert user_language({"LC_ALL": "C", "LANG": "zh_CN"}) == "en"
    assert user_language({}) == "en"


def test_row_formats_agree(qkg: Run) -> None:
    """JSON and CSV hold the same agencies, and the plain table has one line each."""
    listed = [
        row["a"] for row in csv.DictReader(io.StringIO(qkg("query", AGENCIES, "--format", "csv").stdout))
    ]
    found = json.loads(qkg("query", AGENCIES, "--format", "json").stdout)["results"]["bindings"]
    assert [row["a"]["value"] for row in found] == listed
    assert len(qkg("query", AGENCIES).stdout.splitlines()) == len(listed) + 1


def test_triples_as_turtle_and_as_table(qkg: Run) -> None:
    """CONSTRUCT prints Turtle that reads back, or three columns."""
    graph = rdflib.Graph()
    graph.parse(data=qkg("query", TRIPLES, "--format", "ttl").stdout, format="turtle")
    table = qkg("query", TRIPLES).stdout.splitlines()
    assert table[0].split() == ["subject", "predicate", "object"]
    assert len(table) == len(graph) + 1


def test_a_pipe_gets_no_colours_and_no_cut_cells(qkg: Run) -> None:
    """However narrow the terminal is said to be."""
    text = 'SELECT ?long { BIND("' + "长" * 300 + '" AS ?long) }'
    out = qkg("query", text, COLUMNS="40", FORCE_COLOR="1").stdout
    assert "长" * 300 in out
    assert "\x1b" not in out


def test_yes_or_no(qkg: Run) -> None:
    """ASK answers in a word."""
    assert qkg("query", "ASK { ?s a qkg:Agency }").stdout == "yes\n"
    assert qkg("query", "ASK { ?s a qkg:NoSuchThing }").stdout == "no\n"


def test_parameters_bind(qkg: Run) -> None:
    """A bound label finds its thing; the language tag counts."""
    found = qkg("query", LABELS, "--format", "csv", "--param", 'label="包头市"@zh').stdout.splitlines()
    assert len(found) > 1
    assert all(line.endswith(",包头市") for line in found[1:])
    assert qkg("query", LABELS, "--format", "csv", "--param", 'label="包头市"@en').stdout.splitlines() == [
        "s,label"
    ]


@pytest.mark.parametrize(
    "value",
    [
        '"} DROP ALL #',
        "} } SERVICE <http://127.0.0.1/> { ?s ?p ?o",
        "'",
        '"""',
        "\\",
        "?s",
        "<javascript:alert(1)>",
    ],
)
def test_hostile_values_find_nothing_and_break_nothing(qkg: Run, value: str) -> None:
    """They are values that no label has."""
    answer = qkg("query", LABELS, "--format", "csv", "--param", f"label={value}")
    assert (answer.returncode, answer.stdout.splitlines()) == (0, ["s,label"])


def test_own_data_in_place_of_the_article(qkg: Run, turtle_file: Callable[..., Path]) -> None:
    """The vocabulary stays; the article goes; rules apply."""
    path = turtle_file(
        "@prefix qkg: <https://w3id.org/qkg/ontology#> . <https://example.org/mine> a qkg:Agency ."
    )
    answer = qkg("query", AGENCIES, "--data", str(path), "--format", "csv")
    assert answer.stdout.splitlines() == ["a", "https://example.org/mine"]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["query", "nope.rq"], 2, "nope.rq: no such file"),
        (["query", "some/where/nope"], 2, "some/where/nope: no such file"),
        (["query", "cq99"], 2, "no question is called 'cq99'; there are cq01 to cq30"),
        (["query"], 2, "say what to ask"),
        (["query", ""], 1, "the text is empty"),
        (
            ["query", "SELECT * { ?s qkgg:x ?o }"],
            1,
            "query:1:15: the prefix qkgg: is not declared (did you mean qkg:?)",
        ),
        (["query", "SELECT * {\n ?s ?p ]"], 1, "query:2:"),
        (["query", "DROP ALL"], 1, "only queries are answered"),
        (["query", "ASK {}", "--format", "docx"], 2, "no format 'docx'; there are table, json"),
        (["query", AGENCIES, "--format", "ttl"], 2, "does not hold rows"),
        (["query", AGENCIES, "--param", "x=1"], 2, "no parameter 'x'; it has a"),
        (["query", AGENCIES, "--param", "a"], 2, "form name=value"),
        (["query", "SELECT * { SERVICE <http://127.0.0.1:9/> {} }"], 1, "SERVICE is refused"),
        (["query", "ASK {}", "--store", "x", "--data", "y"], 2, "exclude each other"),
        (["query", "ASK {}", "--data", "none.ttl"], 2, "none.ttl: no such file"),
        (["query", "--nonsense"], 2, "--nonsense"),
        (["nonsense"], 2, "nonsense"),
    ],
)
def test_mistakes_get_one_sentence(qkg: Run, arguments: list[str], code: int, says: str) -> None:
    """On standard error, with the exit code, and never a traceback."""
    assert says in sentence(qkg(*arguments), code)


def test_broken_turtle_has_its_place(qkg: Run, turtle_file: Callable[..., Path]) -> None:
    """File, line and column."""
    path = turtle_file("@prefix ex: <urn:x:> .\nex:a ex:b oops .")
    assert f"{path}:2:" in sentence(qkg("query", "ASK {}", "--data", str(path)), 1)


def test_a_wrong_setting_is_named(qkg: Run) -> None:
    """By the variable that the user set."""
    assert "QKG_PORT" in sentence(qkg("query", "ASK {}", QKG_PORT="many"), 2)


def test_version_and_help(qkg: Run) -> None:
    """Both end well; the bare command shows help."""
    assert qkg("--version").stdout.startswith("qkg 0.")
    assert qkg().stdout == qkg("--help").stdout != ""
