"""``qkg check``: is the graph sound? Prints findings; the exit code says whether there are any."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qkg.errors import BadParameter, UnknownFormat

if TYPE_CHECKING:
    from qkg.check.document import Source
    from qkg.check.finding import Finding
    from qkg.check.run import Progress
    from qkg.dataset.assets import Assets

FORMATS = ("text", "json", "github")
STYLE = "style"
"""The file of shapes that are about the vocabulary itself."""


def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILES]", help="Check these files against the packaged vocabulary."),
    ] = None,
    source: Annotated[
        list[Path] | None,
        typer.Option(metavar="TEXT", help="A source text: every quote must stand in it; repeatable."),
    ] = None,
    format: Annotated[str, typer.Option(help="text, json or github.")] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="Fail on warnings too.")] = False,
    lang: Annotated[str | None, typer.Option(help="zh or en, for messages [default: by LANG].")] = None,
) -> int:
    """Check syntax, shapes, vocabulary, evidence, IRIs and labels; without FILES the packaged graph."""
    from qkg.check.report import counts
    from qkg.check.run import check as run
    from qkg.check.texts import Text
    from qkg.dataset.assets import find_assets
    from qkg.dataset.source import read_bytes, read_quads

    language = _language(lang)
    if format not in FORMATS:
        raise UnknownFormat(f"no format {format!r}; there are {', '.join(FORMATS)}")
    texts = [Text(str(path), read_bytes(path)) for path in source or ()]
    with _progress() as progress:
        findings = run(sources(find_assets(), files or []), read_quads, texts, progress)
    _print(findings, format, language)
    errors, warnings = counts(findings)
    return int(errors > 0 or (strict and warnings > 0))


def sources(assets: "Assets", files: Sequence[Path]) -> "list[Source]":
    """The packaged files and the user's: with any of these, the packaged ones are context only."""
    from qkg.check.document import Role, Source
    from qkg.dataset.source import read_bytes
    from qkg.namespaces import graph_iri

    packaged = {
        Role.VOCABULARY: [assets.ontology],
        Role.STUBS: [assets.stubs],
        Role.SCHEMES: assets.schemes,
        Role.ALIGNMENTS: assets.alignments,
        Role.SHAPES: [path for path in assets.shapes if path.stem != STYLE],
        Role.STYLE: [path for path in assets.shapes if path.stem == STYLE],
        Role.DATA: assets.data,
        Role.EXAMPLES: [] if files else assets.examples,
    }
    shared = {Role.VOCABULARY: "ontology", Role.STUBS: "stubs", Role.SCHEMES: "schemes"}
    shared[Role.ALIGNMENTS] = "alignments"
    wanted = {path.resolve() for path in files}
    listed = []
    for role, paths in packaged.items():
        graph = graph_iri(shared[role]) if role in shared else ""
        for path in paths:
            if path.resolve() not in wanted and path.exists():
                listed.append(Source(path, _shown(path), role, graph, checked=not files))
            elif path.resolve() in wanted:
                listed.append(Source(path, _shown(path), role, graph))
    own = {one.path.resolve() for one in listed}
    guests = [path for path in dict.fromkeys(files) if path.resolve() not in own]
    for path in guests:
        read_bytes(path)
    return [*listed, *(Source(path, str(path)) for path in guests)]


def _shown(path: Path) -> str:
    """The path from here when it is below here, else in full."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _language(asked: str | None) -> str:
    from qkg.cli.questions import LANGUAGES, user_language

    chosen = asked or user_language(dict(os.environ))
    if chosen not in LANGUAGES:
        raise BadParameter(f"no language {chosen!r}; there are {', '.join(LANGUAGES)}")
    return chosen


@contextmanager
def _progress() -> "Iterator[Progress]":
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda stage: None
        return
    with console.status("…") as status:
        yield lambda stage: status.update(f"{stage} …")


def _print(findings: "Sequence[Finding]", format: str, language: str) -> None:
    from qkg.check.report import as_github, as_json
    from qkg.cli.findings import draw

    if format == "json":
        print(as_json(findings))
    elif format == "github" and findings:
        print(as_github(findings, language))
    elif format == "text":
        draw(findings, language)
        sys.stdout.flush()
