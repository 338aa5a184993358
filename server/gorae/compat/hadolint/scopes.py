"""hadolint's verdicts that hang on what is in force: the folder, the shell, variables, the RUN before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.compat.hadolint.reading import read_as_bash, runs
from gorae.compat.hadolint.stages import ARCHIVES, QUOTES, UNPACKERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from gorae.compat.hadolint.reading import HadolintCommand
    from gorae.config.settings import Settings
    from gorae.shell import Command, Compound
    from gorae.source import Span
    from gorae.stages import Build
    from gorae.syntax import Instruction, Node, Pair

_FEW = 1  # command of a RUN that is still taken for a part of the next one
_NO_BOURNE_SHELL = ("pwsh", "powershell", "cmd")
_SECRETS = frozenset(
    [
        "APPLICATION_KEY",
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "CI_DEPLOY_USER",
        "DOCKER_EMAIL",
        "FACEBOOK_APP_ID",
        "HEROKU_API_USER",
        "OKTA_AUTHN_GROUPID",
        "OKTA_CLIENT_ORGURL",
        "STRIPE_DEVICE_NAME",
        "TRAVIS_OS_NAME",
        "TRAVIS_SECURE_ENV_VARS",
        "TRAVIS_SUDO",
        "OKTA_OAUTH2_CLIENTID",
    ]
)
_USED = re.compile(r"\$(?:\{([^{}]+)\}|([A-Za-z0-9_]+))")
_SUSPECT = re.compile("api_key|client_key|password|private|secret|token|username", re.IGNORECASE)


def _relative_workdir(build: Build, _: Settings) -> Iterator[Span]:
    for node in build.document.nodes:
        path = node.instruction.arguments_text.strip().strip(QUOTES)
        if node.name == "WORKDIR" and path and path[0] not in "$/" and not re.match(r"[^\W\d_]:", path):
            yield node.to_document(node.instruction.arguments)


def _relative_copy(build: Build, _: Settings) -> Iterator[Span]:
    for stage in build.stages:
        known = any(one.instructions("WORKDIR") for one in stage.chain[1:])
        for node in stage.nodes:
            known = known or node.name == "WORKDIR"
            if node.name == "COPY" and not known and _is_relative(node.instruction):
                yield node.to_document(node.instruction.words[-1].span)
    for node in build.header:
        if node.name == "COPY" and _is_relative(node.instruction):
            yield node.to_document(node.instruction.words[-1].span)


def _is_relative(instruction: Instruction) -> bool:
    if len(instruction.words) < 2:  # a source and a target
        return False
    target = instruction.words[-1].text.strip(QUOTES)
    return not target.startswith(("/", "$")) and not re.match(r"[^\W\d_]:", target)


def _unpacked_copies(build: Build, _: Settings) -> Iterator[Span]:
    for stage in build.stages:
        copied: list[tuple[str, Node]] = []
        seen: set[int] = set()
        for node in stage.nodes:
            if node.name == "COPY" and node.instruction.flag("from") is None and node.instruction.words:
                words = [_base(word.text) for word in node.instruction.words]
                named = (
                    words[-1:]
                    if words[-1].endswith(ARCHIVES)
                    else [one for one in words[:-1] if one.endswith(ARCHIVES)]
                )
                copied += [(name, node) for name in named]
        for run in runs(build) if copied else ():
            if run.is_trigger or build.stage_of(run.node) is not stage:
                continue
            for name, node in copied:
                unpacked = any(_unpacks(command) and name in map(_base, command.plain()) for command in run.commands)
                if unpacked and node.index < run.node.index and node.index not in seen:
                    seen.add(node.index)
                    yield node.keyword


def _unpacks(command: HadolintCommand) -> bool:
    if command.matches("tar"):
        return any(arg in ("--extract", "--get") or (arg.startswith("-") and "x" in arg) for arg in command.args)
    return command.matches(UNPACKERS)


def _base(path: str) -> str:
    return re.split(r"[/\\]", path.strip(QUOTES))[-1]


def _user_names(build: Build, _: Settings) -> Iterator[Span]:
    arguments: set[str] = set()
    for node in build.document.nodes:
        arguments |= {pair.key.value for pair in node.instruction.pairs} if node.name == "ARG" else set()
        if node.name != "USER" or not node.instruction.words:
            continue
        user = node.instruction.arguments_text.strip()
        if re.fullmatch(r"\d*", user.partition(":")[0]):
            continue
        if not any("${" + name + "}" in user or "$" + name in user for name in arguments):
            yield node.to_document(node.instruction.words[0].span)


def _same_env(build: Build, _: Settings) -> Iterator[Span]:
    known: set[str] = set()
    for node in build.document.nodes:
        if node.name not in ("ENV", "ARG"):
            continue
        pairs = node.instruction.pairs
        names = {pair.key.value for pair in pairs}
        users = _users(pairs) if node.name == "ENV" else {}
        for pair in pairs if users else ():
            name = pair.key.value
            if name not in known and any(one is not pair for one in users.get(name, ())):
                yield node.to_document(pair.key.span)
                break
        known |= names


def _users(pairs: Iterable[Pair]) -> dict[str, list[Pair]]:
    """The pairs whose values use a variable, by its name."""
    users: dict[str, list[Pair]] = {}
    for pair in pairs:
        used = _USED.findall(pair.value.value) if pair.value is not None else ()
        for name in {braced or plain for braced, plain in used}:
            users.setdefault(name, []).append(pair)
    return users


def _secret_names(build: Build, _: Settings) -> Iterator[Span]:
    for node in build.document.nodes:
        inner = node.instruction.trigger or node.instruction
        for pair in inner.pairs if inner.name in ("ARG", "ENV") else ():
            if _SUSPECT.search(pair.key.value) or pair.key.value.upper() in _SECRETS:
                yield node.to_document(pair.key.span)
                break


def _rows(build: Build, _: Settings) -> Iterator[Span]:
    commands = {run.node.index: run for run in runs(build) if not run.is_trigger}
    before: tuple[tuple[str | None, ...], int] | None = None
    for node in build.document.nodes:
        if node.name != "RUN":
            before = None
            continue
        flags = tuple(sorted(f"{flag.name}={flag.value}" for flag in node.instruction.flags))
        count = len(commands[node.index].commands) if node.index in commands else 0
        if before is None or before[0] != flags or count > _FEW or before[1] > _FEW:
            before = (flags, count)
        else:
            yield node.keyword


def _pipes(build: Build, _: Settings) -> Iterator[Span]:
    found = {run.node.index: run for run in runs(build) if not run.is_trigger}
    for stage in build.stages:
        has_pipefail = False
        for node in stage.nodes:
            if node.name == "SHELL":
                has_pipefail = _has_pipefail(node.instruction)
            run = found.get(node.index)
            if run is None or has_pipefail:
                continue
            read = read_as_bash(build, node)
            if read.errors or not read.complete:
                continue  # ShellCheck gives up the whole script
            steps: tuple[Command | Compound, ...] = (*read.commands, *read.compounds)
            pipe = next((step for step in steps if step.after is not None and step.after.text in ("|", "|&")), None)
            if pipe is not None:
                yield node.to_document(pipe.span)


def _has_pipefail(shell: Instruction) -> bool:
    words = [word.value for word in shell.words]
    if not words:
        return False
    name = words[0].rsplit("/", 1)[-1]
    if words[0].startswith(_NO_BOURNE_SHELL):
        return True
    options = [letter for word in words[1:] if word.startswith("-") and not word.startswith("--") for letter in word]
    return name in ("bash", "zsh", "ash") and "o" in options and "pipefail" in words


CHECKS: dict[str, Callable[[Build, Settings], Iterator[Span]]] = {
    "DL3000": _relative_workdir,
    "DL3010": _unpacked_copies,
    "DL3044": _same_env,
    "DL3045": _relative_copy,
    "DL3059": _rows,
    "DL3064": _secret_names,
    "DL3066": _user_names,
    "DL4006": _pipes,
}
