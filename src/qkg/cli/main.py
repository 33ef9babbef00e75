"""The ``qkg`` command: its sub-commands, and the one place that turns an error into a sentence.

Exit codes: 0 done, 1 the data or the machine is at fault, 2 the command line is, 130 Ctrl-C.
Heavy imports stay inside the commands, so that the program starts quickly.
"""

import os
import signal
import sys
from types import FrameType
from typing import Annotated, Any, NoReturn

import typer

from qkg import __version__
from qkg.cli.accept import accept, retract
from qkg.cli.backup import backup
from qkg.cli.check import check
from qkg.cli.digest import digest
from qkg.cli.engine import engine
from qkg.cli.export import export
from qkg.cli.ingest import ingest
from qkg.cli.load import load
from qkg.cli.query import query
from qkg.cli.restore import restore
from qkg.cli.serve import serve
from qkg.cli.switch import switch
from qkg.errors import (
    BadParameter,
    NoSuchFile,
    NoSuchGraph,
    NoSuchQuestion,
    NotThisText,
    QkgError,
    UnknownFormat,
)

USAGE = (BadParameter, NoSuchFile, NoSuchGraph, NoSuchQuestion, NotThisText, UnknownFormat)
USAGE_ERROR = typer.BadParameter.__mro__[1]
"""The library's own "wrong command line"; it exports the subclass only."""
INTERRUPTED = 130
TERMINATED = 143

app = typer.Typer(name="qkg", add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
app.command("serve")(serve)
app.command("query")(query)
app.command("check")(check)
app.command("export")(export)
app.command("ingest")(ingest)
app.command("accept")(accept)
app.command("retract")(retract)
app.command("load")(load)
app.command("digest")(digest)
app.command("switch")(switch)
app.add_typer(engine, name="engine")
app.command("backup")(backup)
app.command("restore")(restore)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"qkg {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """A knowledge graph of quality-governance news: serve it, ask it, check it, export it."""


def main() -> NoReturn:
    """Run the command line and end the process with its exit code."""
    signal.signal(signal.SIGTERM, _terminated)
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command; the exit code."""
    try:
        result = app(arguments or ["--help"], standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except QkgError as error:
        return _say(str(error), 2 if isinstance(error, USAGE) else 1)
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        if isinstance(error, USAGE_ERROR):
            return _say(_usage(error), 2)
        raise


def _usage(error: Any) -> str:
    sentence = error.format_message().rstrip(".")
    command = error.ctx.command_path if error.ctx else "qkg"
    return f"{sentence} (see {command} --help)"


def _say(sentence: str, code: int) -> int:
    print(f"qkg: {sentence}", file=sys.stderr)
    return code


def _terminated(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(TERMINATED)
