"""The built wheel in clean environments: each CPython from 3.10 on that this machine has, pip, uv and pipx. Prints a table.

    python tests/installs.py [WHEEL]      without one, it is built from this tree

In each environment the installed program says its version, checks a Dockerfile and fixes it, and `from gorae import check`
finds the same. Outside of the clone, from an empty home.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OLDEST, NEWEST = 10, 14
DOCKERFILE = "FROM debian:13-slim\nRUN touch /a\nRUN touch /b\nUSER nobody\n"
FIXED = "FROM debian:13-slim\nRUN touch /a \\\n    && touch /b\nUSER nobody\n"
PROGRAM = (
    "import json, gorae; print(json.dumps([gorae.__version__, sorted({f.code for f in gorae.check('Dockerfile')})]))"
)


def pythons() -> dict[str, str]:
    """Programs by version, one for each minor version: on PATH, of pyenv, of uv."""
    candidates = [f"python3.{minor}" for minor in range(OLDEST, NEWEST + 1)]
    candidates += [str(path) for path in sorted(Path.home().glob(".pyenv/versions/*/bin/python"))]
    candidates += [str(path) for path in sorted(Path.home().glob(".local/share/uv/python/cpython-*/bin/python3"))]
    found: dict[str, str] = {}
    for candidate in candidates:
        say = [candidate, "-I", "-c", "import sys; print(sys.implementation.name, *sys.version_info[:2])"]
        try:
            done = subprocess.run(say, capture_output=True, text=True, check=False)
        except OSError:
            continue
        match = re.fullmatch(r"cpython 3 (\d+)", done.stdout.strip())
        if match and OLDEST <= int(match[1]) <= NEWEST:
            found.setdefault(f"3.{match[1]}", candidate)
    return dict(sorted(found.items(), key=lambda one: int(one[0].partition(".")[2])))


class WrongError(Exception):
    """An installation that does not do what it should."""


def run(*command: str, cwd: Path, codes: tuple[int, ...] = (0,)) -> str:
    """What a command says; raises WrongError where it ends with another code."""
    home = cwd / "home"
    home.mkdir(exist_ok=True)
    kept = {
        name: value
        for name, value in os.environ.items()
        if name.startswith(("PIP_", "UV_", "SSL_")) or "PROXY" in name.upper()
    }
    environment = {**kept, "HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    if done.returncode not in codes:
        raise WrongError(
            f"{' '.join(command)}: {done.returncode}: {(done.stderr or done.stdout).strip().splitlines()[-1:]}"
        )
    return done.stdout


def works(gorae: list[str], cwd: Path, python: str = "") -> str:
    """Try an installed program in a folder; return its version."""
    (cwd / "Dockerfile").write_text(DOCKERFILE)
    version = run(*gorae, "--version", cwd=cwd).split()[-1]
    rows = json.loads(run(*gorae, "check", "--output-format", "json", cwd=cwd, codes=(0, 1)))
    codes = sorted({row["code"] for row in rows})
    if "run-consecutive" not in codes:
        raise WrongError(f"found {codes}")
    if python and json.loads(run(python, "-I", "-c", PROGRAM, cwd=cwd)) != [version, codes]:
        raise WrongError("`from gorae import check` says something else")
    run(*gorae, "check", "--fix", "--fail-on", "error", cwd=cwd)
    if (cwd / "Dockerfile").read_text() != FIXED:
        raise WrongError("the fix is another")
    return version


def with_pip(python: str, wheel: Path, cwd: Path) -> str:
    """A virtual environment of its own."""
    run(python, "-m", "venv", "venv", cwd=cwd)
    own = cwd / "venv" / ("Scripts" if os.name == "nt" else "bin")
    run(str(own / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(wheel), cwd=cwd)
    run(str(own / "python"), "-m", "pip", "check", cwd=cwd)
    return works([str(own / "gorae")], cwd, str(own / "python"))


def with_uvx(uv: str, wheel: Path, cwd: Path) -> str:
    """uv's environments, made for one run."""
    return works([uv, "tool", "run", "--python", sys.executable, "--from", str(wheel), "gorae"], cwd)


def with_uv_tool(uv: str, wheel: Path, cwd: Path) -> str:
    """`uv tool install`, as the README says."""
    run(uv, "tool", "install", "--quiet", "--python", sys.executable, str(wheel), cwd=cwd)
    return works([str(cwd / "home" / ".local" / "bin" / "gorae")], cwd)


def with_pipx(pipx: str, wheel: Path, cwd: Path) -> str:
    """`pipx install`, as the README says."""
    run(pipx, "install", "--quiet", "--python", sys.executable, str(wheel), cwd=cwd)
    return works([str(cwd / "home" / ".local" / "bin" / "gorae")], cwd)


def built(folder: Path) -> Path:
    """The wheel of this tree."""
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)], check=True, capture_output=True
    )
    return next(folder.glob("*.whl"))


def main() -> int:
    failed = False
    with tempfile.TemporaryDirectory(prefix="gorae-installs-") as made:
        wheel = Path(sys.argv[1]).resolve() if sys.argv[1:] else built(Path(made))
        trials = [(f"pip, Python {version}", with_pip, program) for version, program in pythons().items()]
        programs = (
            ("uvx", "uv", with_uvx),
            ("uv tool install", "uv", with_uv_tool),
            ("pipx install", "pipx", with_pipx),
        )
        trials += [(name, way, shutil.which(program) or "") for name, program, way in programs]
        for number, (name, way, program) in enumerate(trials):
            cwd = Path(made, str(number))
            cwd.mkdir()
            try:
                said = way(program, wheel, cwd) if program else "not here"
            except WrongError as wrong:
                failed, said = True, f"FAILED {wrong}"
            print(f"{name:20} {said}", flush=True)
            shutil.rmtree(cwd)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
