# The recipes that people and CI run. They use the interpreter in .venv, or $PYTHON.
python := env_var_or_default("PYTHON", justfile_directory() / ".venv/bin/python")

# list the recipes
default:
    @just --list

# all that must hold before a change goes in
check: static ui-check test

# the same without the tests: seconds, not minutes
static: format-check lint types layers reference-check graph-check

# rewrite the code in the house format
format:
    {{python}} -m ruff format src tests ui bench docs
    {{python}} -m ruff check --fix src tests ui bench docs

format-check:
    {{python}} -m ruff format --check src tests ui bench docs

lint:
    {{python}} -m ruff check src tests ui bench docs

types:
    {{python}} -m mypy

# imports point down only
layers:
    {{python}} -c "from importlinter.cli import lint_imports_command; lint_imports_command()"

# the packaged graph is sound
graph-check:
    {{python}} -m qkg check --strict

test *arguments:
    {{python}} -m pytest {{arguments}}

# write docs/reference and the islands' types from the program itself
reference:
    {{python}} -m qkg.cli.reference docs/reference
    {{python}} ui/checks.py --write

reference-check:
    {{python}} -m qkg.cli.reference docs/reference --check

# the islands: format, types and unit tests; the packages come from the lock file
ui-check:
    {{python}} ui/checks.py

# build the islands into src/qkg/web/static/ui, as the wheel's build hook does
ui:
    {{python}} ui/build_hook.py

# pin every package of run time, tests and development for all platforms
lock:
    uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --no-emit-index-url --no-annotate --no-header -o requirements.lock

# measure qkg against other engines and write docs/performance.md
bench *arguments:
    {{python}} -m bench {{arguments}}

# how good the recogniser is: precision and recall on the gold, with each miss and false alarm
eval *arguments:
    {{python}} -m tests.gold {{arguments}}
