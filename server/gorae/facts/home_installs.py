"""What an install puts into a folder of its own, where no system's PATH looks: a home's, a project's environment.

Where each of them goes is its own documentation's word, run on 2026-11-30 for pip, pipx, uv, Poetry and Pipenv: installers go to
the home of who runs them, `pip install --user` (and pip's own choice for who may not write to the system's folder) to
`~/.local/bin`, a project's packages to an environment of its own.
"""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.downloads import downloads, run_by
from gorae.facts.image_paths import absolute
from gorae.facts.language_programs import PYTHON_PROGRAMS
from gorae.facts.packages import calls_of
from gorae.facts.scripts import commands_of, script
from gorae.facts.users import is_root, made_users, user_in_force
from gorae.images import own_user
from gorae.source.derived import derived

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell import Command
    from gorae.source import Span
    from gorae.stages import Stage
    from gorae.syntax import Node


class Installed(NamedTuple):
    """What an instruction puts into a folder of its own."""

    node: Node
    span: Span  # of the command, in the instruction; of a COPY the whole instruction
    tool: str  # what installs: `pip`, `poetry`; of an installer's script the program
    programs: frozenset[str]
    folder: str  # absolute; empty where its name is made up (Poetry's and Pipenv's environments) or where it is a shell function


class _Installer(NamedTuple):
    """A script that is fetched and run: the programs, the variable that names another folder, and the one below the home."""

    address: re.Pattern[str]
    programs: str
    variable: str
    below: str  # in the variable's folder
    folder: str


_INSTALLERS = (
    _Installer(re.compile(r"//install\.python-poetry\.org\b"), "poetry", "POETRY_HOME", "bin", ".local/bin"),
    _Installer(re.compile(r"//astral\.sh/uv/(?:latest/)?install\.sh|//astral\.sh/uv/0\.(?:[5-9]|\d\d)\.\d+/install\.sh"), "uv uvx", "UV_INSTALL_DIR", "", ".local/bin"),
    _Installer(re.compile(r"//(?:sh\.rustup\.rs|static\.rust-lang\.org/rustup)\b"), "cargo rustc rustup", "CARGO_HOME", "bin", ".cargo/bin"),
    _Installer(re.compile(r"//bun\.(?:sh|com)/install\b"), "bun bunx", "BUN_INSTALL", "bin", ".bun/bin"),
    _Installer(re.compile(r"//deno\.land/(?:x/install/)?install\.sh"), "deno", "DENO_INSTALL", "bin", ".deno/bin"),
    _Installer(re.compile(r"//get\.volta\.sh\b"), "volta", "VOLTA_HOME", "bin", ".volta/bin"),
    _Installer(re.compile(r"//pyenv\.run\b"), "pyenv", "PYENV_ROOT", "bin", ".pyenv/bin"),
    _Installer(re.compile(r"/nvm-sh/nvm/[^/]+/install\.sh|/creationix/nvm/[^/]+/install\.sh"), "nvm node npm npx", "NVM_DIR", "", ""),
)  # fmt: skip
# Packages of PyPI whose program has the package's name.
SAME_NAMED = frozenset(("poetry", "pipenv", "pipx", "pytest", "black", "ruff", "mypy", "flake8", "tox", "nox", "jupyter", "mlflow", "locust"))  # fmt: skip
_HINTS = (
    "python-poetry.org", "astral.sh/uv", "rustup", "bun.sh", "bun.com", "deno.land", "volta.sh", "pyenv.run", "nvm", "pip", "dotnet tool",
    "uv sync", "poetry", "pdm", "venv",
)  # fmt: skip
# What may let others write into a folder of the system.
_OPENS = ("chown", "chmod", "setfacl")
_VENV = re.compile(r"(?:^|/)\.?v?(?:irtual)?env$")
_USER_MADE_WITH_HOME = re.compile(r"\buseradd\b[^&|;]*\s(?:-[a-zA-Z]*m|--create-home)\b|\badduser\b(?![^&|;]*(?:--system|--no-create-home|\s-[a-zA-Z]*H))")  # fmt: skip


# The whole text of a file is asked about once, not once for each of its stages.
@lru_cache(maxsize=256)
def may_install_elsewhere(text: str) -> bool:
    """Whether a text names anything that installs into a folder of its own: all others need no look."""
    return any(hint in text for hint in _HINTS)


@derived
def installs_elsewhere(stage: Stage) -> tuple[Installed, ...]:
    """What the stage's own instructions put into folders of their own, in the order of the text."""
    found: list[Installed] = []
    for node in stage.instructions("RUN", "COPY"):
        text = node.instruction.text
        if node.name == "COPY":
            found += _of_copy(stage, node)
        elif may_install_elsewhere(text):
            found += _of_installers(stage, node)
            found += _of_commands(stage, node)
    return tuple(found)


def _of_installers(stage: Stage, node: Node) -> Iterator[Installed]:
    body = script(node.instruction, stage.scope_of(node))
    for one in downloads(body):
        runner = run_by(one)
        if runner is None:
            continue
        for row in _INSTALLERS:
            if row.address.search(one.address.value):
                folder = _folder(stage, node, row)
                if folder is not None:
                    programs = row.programs.split()
                    span = one.command.span | runner.span
                    yield Installed(node, span, programs[0], frozenset(programs), folder)


def _folder(stage: Stage, node: Node, row: _Installer) -> str | None:
    """Where an installer puts its programs; None where that is not known, empty where it only defines a function."""
    text = node.instruction.text
    if not row.folder:
        return ""
    if row.variable in text or "XDG_" in text or "--install-dir" in text:
        return None
    value = stage.environment_at(node).get(row.variable)
    if value is not None:
        return posixpath.join(value.value, row.below).rstrip("/") if value.value else None
    home = home_at(stage, node)
    return posixpath.join(home, row.folder) if home is not None and "XDG_BIN_HOME" not in stage.environment_at(node) else None  # fmt: skip


def home_at(stage: Stage, node: Node) -> str | None:
    """The home of who works at an instruction; None where it is not known, or nobody has made it."""
    environment = stage.environment_at(node)
    if "HOME" in environment:
        return environment["HOME"].value
    user = user_in_force(stage, node)
    name = user.partition(":")[0] if user is not None else None
    if name is None or is_root(name):
        return "/root" if name is not None else None
    reference = stage.root.reference
    if reference is not None and own_user(reference) == name:
        return f"/home/{name}"
    made = next((one for one in made_users(stage, node.index) if one.name == name), None)
    return f"/home/{name}" if made is not None and _USER_MADE_WITH_HOME.search(made.node.instruction.text) else None


def _of_commands(stage: Stage, node: Node) -> Iterator[Installed]:
    scope = stage.scope_of(node)
    for command in script(node.instruction, scope).commands:
        effective = command.effective
        if command.kind != "simple" or not command.is_unguarded:
            continue
        words = [word.value for word in effective.args]
        if effective.program == "pipx" and words[:1] == ["install"] and "PIPX" not in stage.document.text.value:
            names = {word for word in words[1:] if re.fullmatch(r"[a-z][\w-]*", word)}
            yield from _in_home(stage, node, command, "pipx", names, ".local/bin")
        elif effective.program == "dotnet" and words[:2] == ["tool", "install"] and {"-g", "--global"} & set(words):
            names = {word.lower() for word in words[2:] if re.fullmatch(r"dotnet-[\w-]+", word)}
            yield from _in_home(stage, node, command, "dotnet tool", names, ".dotnet/tools")
        elif effective.program in ("uv", "poetry", "pipenv", "pdm"):
            yield from _of_project(stage, node, command)
    for call in calls_of(node.instruction, scope):
        if call.manager != "pip" or call.action != "install" or not call.command.is_unguarded:
            continue
        if not call.has_flag("--user") and not _goes_to_home(stage, node):
            continue
        names = {_program_of(package.name.lower()) for package in call.packages if not package.local} - {""}
        if not call.has_flag("--target", "-t", "--prefix", "--root"):
            yield from _in_home(stage, node, call.command, "pip", names, ".local/bin")


def _program_of(package: str) -> str:
    name = package.partition("[")[0]
    own = next((program for program, of in PYTHON_PROGRAMS.items() if of == name), "")
    return own or (name if name in SAME_NAMED else "")


def _in_home(
    stage: Stage, node: Node, command: Command, tool: str, programs: set[str], folder: str
) -> Iterator[Installed]:
    home = home_at(stage, node)
    if home is not None and programs and "PYTHONUSERBASE" not in stage.environment_at(node):
        yield Installed(node, command.span, tool, frozenset(programs), posixpath.join(home, folder))


def _goes_to_home(stage: Stage, node: Node) -> bool:
    """Whether pip may not write to the system's folder: of Python's own image it is root's."""
    reference, user = stage.root.reference, user_in_force(stage, node)
    if reference is None or reference.official_name != "python" or user is None or is_root(user.partition(":")[0]):
        return False
    text = stage.document.text.value
    if re.search(r"venv|virtualenv|VIRTUAL_ENV|PIP_(?:TARGET|PREFIX|USER)|\bsudo\b", text):
        return False
    return not any(
        any(word.value.startswith("/usr") for word in command.effective.args)
        for one in stage.chain
        for _, command in commands_of(one, *_OPENS)
        if command.effective.program in _OPENS
    )


def _of_project(stage: Stage, node: Node, command: Command) -> Iterator[Installed]:
    """The environment that uv, Poetry, Pipenv and PDM make for a project's packages."""
    effective, text = command.effective, stage.document.text.value
    words = [word.value for word in effective.args]
    makes = {"uv": ("sync",), "poetry": ("install", "sync"), "pipenv": ("install", "sync"), "pdm": ("install", "sync")}
    if not words or words[0] not in makes[effective.program] or "VIRTUAL_ENV" in text or "--help" in words:
        return
    workdir, tool = stage.scope_of(node).workdir, effective.program
    folder = posixpath.join(workdir, ".venv/bin") if workdir else ""
    if (
        re.search(r"\bcd\s", node.instruction.text)
        or {"--project", "--directory", "-C", "-p"} & set(words)
        or not folder
    ):
        return
    if tool == "uv" and ("UV_PROJECT_ENVIRONMENT" in text or "--active" in words):
        return
    if tool == "pdm" and re.search(r"use_venv|__pypackages__|PDM_USE_VENV|-g\b", text):
        return
    if tool == "poetry":
        if re.search(
            r"virtualenvs[._]create|VIRTUALENVS_CREATE|VIRTUALENVS_PATH|virtualenvs\.path|VIRTUALENVS_OPTIONS|poetry\.toml",
            text,
        ):
            return
        folder = folder if re.search(r"virtualenvs\.in-project|VIRTUALENVS_IN_PROJECT", text) else ""
    if tool == "pipenv":
        if re.search(r"--system|PIPENV_SYSTEM|WORKON_HOME|PIPENV_CUSTOM", text):
            return
        folder = folder if "PIPENV_VENV_IN_PROJECT" in text else ""
    yield Installed(node, command.span, tool, frozenset(PYTHON_PROGRAMS), folder)


def _of_copy(stage: Stage, node: Node) -> Iterator[Installed]:
    """An environment that another stage has made."""
    instruction = node.instruction
    if instruction.flag("from") is None or len(instruction.words) != 2 or instruction.heredocs:
        return
    source, target = (stage.evaluate(node, word) for word in instruction.words)
    folder = absolute(stage, node, target)
    if source is not None and folder is not None and _VENV.search(source.rstrip("/")):
        yield Installed(node, instruction.span, "COPY", frozenset(PYTHON_PROGRAMS), posixpath.join(folder, "bin"))
