"""The container file: what it copies is there, it runs without rights, and it builds where a builder is."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from qkg.settings import Settings

ROOT = Path(__file__).parents[2]
FILE = ROOT / "deploy" / "Containerfile"
BUILD_SECONDS = 600


def steps() -> list[tuple[str, str]]:
    """The instructions with their arguments, continued lines joined, comments left out."""
    text = re.sub(r"(?m)^#.*\n", "", FILE.read_text()).replace("\\\n", " ")
    return [
        (word, rest.strip()) for word, _, rest in (line.partition(" ") for line in text.splitlines()) if word
    ]


def named(word: str) -> list[str]:
    """The arguments of one kind of instruction."""
    return [rest for name, rest in steps() if name == word]


def test_every_instruction_is_one() -> None:
    """No typing error slips through where no builder is at hand."""
    known = {"FROM", "WORKDIR", "RUN", "COPY", "LABEL", "ENV", "USER", "VOLUME", "EXPOSE"}
    known |= {"STOPSIGNAL", "HEALTHCHECK", "ENTRYPOINT", "CMD"}
    assert {name for name, _ in steps()} <= known


def test_everything_that_is_copied_is_there() -> None:
    """Sources from the checkout exist; sources from a stage name an earlier stage."""
    stages = {rest.split()[-1] for rest in named("FROM") if " AS " in rest}
    for rest in named("COPY"):
        *sources, _target = [word for word in rest.split() if not word.startswith("--")]
        if found := re.search(r"--from=(\w+)", rest):
            assert found[1] in stages
        else:
            missing = [source for source in sources if not (ROOT / source).exists() and source != "README.md"]
            assert missing == []


def test_it_runs_without_rights() -> None:
    """Two stages; a user that is not root, by number, before the program starts; the store in a volume."""
    assert len(named("FROM")) == 2
    (user,) = named("USER")
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", user)
    order = [name for name, _ in steps()]
    assert order.index("USER") < order.index("ENTRYPOINT")
    assert "ADD" not in order
    assert "TOKEN" not in FILE.read_text()


def test_its_environment_are_settings() -> None:
    """Every QKG_ variable is a setting, and the store lies in the volume."""
    pairs = dict(word.split("=", 1) for rest in named("ENV") for word in rest.split())
    ours = {name.removeprefix("QKG_").lower() for name in pairs if name.startswith("QKG_")}
    assert ours <= set(Settings.model_fields)
    assert pairs["QKG_STORE"].startswith(named("VOLUME")[0] + "/")


def builder() -> list[str]:
    """A builder that works here, or a skip that says why not."""
    reasons = []
    for name, asked in (("podman", "info"), ("buildah", "info"), ("docker", "info")):
        if shutil.which(name) is None:
            reasons.append(f"no {name}")
            continue
        done = subprocess.run([name, asked], capture_output=True, text=True, timeout=60, check=False)
        if done.returncode == 0:
            return [name, "build"]
        reasons.append(f"{name} does not work: {(done.stderr or done.stdout).strip().splitlines()[-1:]}")
    pytest.skip("no container builder is at hand: " + "; ".join(reasons))


def test_it_builds() -> None:
    """The image builds, and the program in it tells its version."""
    command = builder()
    if os.environ.get("QKG_BUILD_IMAGE") != "1":
        pytest.skip("set QKG_BUILD_IMAGE=1 to build: it fetches a base image from its registry")
    built = subprocess.run(
        [*command, "-t", "qkg-test", "-f", str(FILE), str(ROOT)],
        capture_output=True,
        text=True,
        timeout=BUILD_SECONDS,
        check=False,
    )
    assert built.returncode == 0, built.stderr[-2000:]
