"""Which programs a stage calls: in RUN, HEALTHCHECK, CMD and ENTRYPOINT, in texts given to `sh -c`, behind tini and env, and
in the scripts of the build context that it runs.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from gorae import shell
from gorae.facts.called_programs import CGO, LEFT, WATCHED, of_sdks, programs
from gorae.facts.copies import file_named, landings_of_chain, source_of
from gorae.facts.entrypoint import PATH_FOLDERS, command_line, launched, start_nodes, started_file
from gorae.facts.image_paths import absolute
from gorae.facts.interpreters import what_is_read
from gorae.facts.scripts import inner_script, script
from gorae.shell.packages import MANAGERS
from gorae.source.derived import derived, derived_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.shell import Command, Script, Word
    from gorae.source import Span
    from gorae.stages import Stage
    from gorae.syntax import Node

_LOOKED_AT = WATCHED | {"tar", "pecl", "go", "apt-key", "gradlew", "mvnw"}
_WORD = re.compile(r"[\w.+-]+")
_ASKS = re.compile(r"\b(?:command\s+-v|which|type|hash|\[\s+-x|test\s+-x)\b")
_DEEPEST = 3  # texts of `sh -c` in texts of `sh -c`
_SCRIPT_NAME = re.compile(r"[\w./@+-]+")
_MOST_BYTES = 100_000
# What a script may bring programs with, or hide them behind.
_BRINGS = frozenset((*MANAGERS, "source", ".", "eval", "sdk", "nvm", "conda", "dpkg", "rpm", "alias", "tar", "unzip", "install", "cp", "ln", "mv"))  # fmt: skip


class Called(NamedTuple):
    """A call of a watched program."""

    node: Node
    span: Span  # in the document: of the program, or of the script that calls it
    program: str
    is_start: bool  # called when the container runs: after all instructions
    is_first: bool  # of a RUN: nothing before it in its script can have brought it
    file: str = ""  # the script in the build context that calls it
    line: int = 0  # there, from 1
    is_swallowed: bool = False  # left of a pipe whose end alone decides, without pipefail


@derived
def calls(stage: Stage) -> tuple[Called, ...]:
    """The stage's calls of watched programs that decide how its RUN, check or start ends."""
    found = {(one.span, one.program): one for one in (*_of_shell(stage), *_calls(stage), *_launched(stage))}
    return tuple(found.values())


def _calls(stage: Stage) -> Iterator[Called]:
    # What a static image starts is copied; what checks it has to be, too.
    without_shell = stage.root.is_scratch or stage.os_family == "distroless"
    kinds = ("HEALTHCHECK",) if without_shell else ("RUN", "HEALTHCHECK", "CMD", "ENTRYPOINT")
    starts, check = start_nodes(stage), stage.last("HEALTHCHECK")
    for node in stage.nodes:
        if node.name not in kinds:
            continue
        text = node.instruction.text
        if _LOOKED_AT.isdisjoint(_WORD.findall(text)):
            continue
        is_start = node.name in ("CMD", "ENTRYPOINT")
        if is_start and not any(one is node for one in starts):
            continue
        if node.name == "HEALTHCHECK" and node is not check:
            continue  # the last one alone is ever asked
        if node is starts[1] and starts[0] is not None:
            continue  # what CMD is then: arguments
        # A RUN that names the variable itself may set it for some of its commands.
        environment = {} if CGO in text else stage.environment_at(node)
        for one in _commands(script(node.instruction, stage.scope_of(node))):
            if is_start and not one.is_first:
                break
            for word, program in (*programs(one.command, environment), *of_sdks(stage, one.command)):
                if _counts(one, node.name) and not _is_asked_for(text, program):
                    is_left = node.name == "RUN" and one.command.operator_after == "|"
                    lost = is_left and "pipefail" not in stage.document.text.value
                    at = word.span.shift(node.start)
                    yield Called(node, at, program, node.name != "RUN", one.is_first, is_swallowed=lost)


def _of_shell(stage: Stage) -> Iterator[Called]:
    """The shell that a SHELL names, where a RUN in shell form stands below it."""
    for node in stage.instructions("SHELL"):
        first = node.instruction.words[:1]
        below = next((one for one in stage.instructions("RUN") if one.index > node.index), None)
        if first and below is not None and below.instruction.form == "shell":
            program = posixpath.basename(first[0].value)
            if program in ("bash", "zsh", "fish"):
                yield Called(below, first[0].span.shift(node.start), program, is_start=False, is_first=True)


class _Placed(NamedTuple):
    """A command of a script."""

    command: Command
    after: Command | None  # the one that follows it
    is_first: bool


def _commands(body: Script, depth: int = 0) -> Iterator[_Placed]:
    """A script's commands without its functions; those in the text of a `sh -c` follow it."""
    own = {compound.name for compound in body.compounds if compound.kind == "function"}
    for index, command in enumerate(body.commands):
        if command.effective.program not in own:
            yield _Placed(command, next(iter(body.commands[index + 1 :]), None), index == 0)
        inner = inner_script(command) if depth < _DEEPEST and command.runs_unconditionally else None
        if inner is not None and command.operator_after not in ("||", "&"):
            for nested in _commands(inner, depth + 1):
                yield nested._replace(is_first=nested.is_first and index == 0)


def _launched(stage: Stage) -> Iterator[Called]:
    """What tini, env and the like start: CMD's program behind an init program, and the text of a shell there."""
    line = command_line(stage)
    words = launched(line)
    if not words or words[0].node not in stage.nodes:
        return
    first = words[0]
    if len(words) < len(line) and first.value in WATCHED - LEFT:
        yield Called(first.node, first.span, first.value, is_start=True, is_first=True)
    if shell.is_shell(posixpath.basename(first.value)) and first.node.instruction.form == "exec":
        body = shell.from_argv([(word.value, word.span.shift(-first.node.start)) for word in words])
        inner = inner_script(body.commands[0]) if body.commands and len(words) < len(line) else None
        for one in [*_commands(inner)][:1] if inner is not None else ():
            for word, program in programs(one.command, {}):
                if _counts(one, "CMD"):
                    yield Called(first.node, word.span.shift(first.node.start), program, is_start=True, is_first=True)  # fmt: skip


def _is_asked_for(text: str, program: str) -> bool:
    """Whether somebody asks whether a program is there."""
    if not _ASKS.search(text):
        return False
    return re.search(rf"(?:(?:command\s+-v|which|type|hash)\s+|-x\s+)\S*{re.escape(program)}\b", text) is not None


def _counts(one: _Placed, keyword: str) -> bool:
    """Whether the script ends where the program is not there: it is no branch, and nothing stands in for it."""
    command = one.command
    if not command.runs_unconditionally or command.operator_after == "&":
        return False
    if command.negated:  # `while ! nc …` waits for what never comes
        host = command.scope.host
        return host is not None and host.kind == "while"
    if command.operator_after != "||":
        return True
    # `|| exit 1` of a health check only says again that it failed.
    return keyword == "HEALTHCHECK" and one.after is not None and one.after.program in ("exit", "false", "kill")


def calls_in_scripts(stage: Stage, context: BuildContext) -> Iterator[Called]:
    """The programs that the scripts of the context call which the stage's RUN, HEALTHCHECK, CMD and ENTRYPOINT run."""
    every = landings_of_chain(stage)
    if not any(landing.is_local for landing in every):
        return
    yield from _of_requirements(stage, context)
    yield from _of_gemfiles(stage, context)
    for node, span, paths, is_first, is_direct in _scripts_run(stage):
        for path in paths:
            above = [landing for landing in every if landing.node.index < node.index] if node.name == "RUN" else every
            hit = source_of(path, above, context)
            if hit is None:
                continue
            by_system = _interpreter(context, hit[1]) if is_direct else ()
            for program, line in (*by_system, *_of_file(context, hit[1])):
                yield Called(node, span, program, node.name != "RUN", is_first, file=hit[1], line=line)
            break


_FROM_GIT = re.compile(r"(?m)^[^#\n]*\bgit\+(?:https?|ssh|git):")


class RequirementFile(NamedTuple):
    """A file of the context that names packages, which a RUN gives to pip."""

    node: Node
    program: Word  # pip or uv, in the instruction
    is_first: bool
    file: str
    text: str


def requirement_files(stage: Stage, context: BuildContext) -> Iterator[RequirementFile]:
    """The files of requirements that the stage's RUNs install and a COPY has brought."""
    every = landings_of_chain(stage)
    for node in stage.instructions("RUN") if any(landing.is_local for landing in every) else ():
        scope = stage.scope_of(node)
        for one in _commands(script(node.instruction, scope)):
            effective = one.command.effective
            if effective.program not in ("pip", "pip3", "uv") or not _counts(one, "RUN"):
                continue
            file = effective.option_value("-r", "--requirement", "--requirements")
            if file is None or not file.static:
                continue
            name = file_named(every, stage, node, file.value, context) if _is_script_name(file.value) else None
            text = context.read_text(name, _MOST_BYTES) if name is not None else None
            if name is not None and text:
                yield RequirementFile(node, effective.words[0], one.is_first, name, text)


def _of_requirements(stage: Stage, context: BuildContext) -> Iterator[Called]:
    """git, where a file of requirements that pip is given names a repository."""
    for one in requirement_files(stage, context):
        match = _FROM_GIT.search(one.text)
        if match is not None:
            line = one.text.count("\n", 0, match.end()) + 1
            offset = one.program.span.shift(one.node.start)
            yield Called(one.node, offset, "git", is_start=False, is_first=one.is_first, file=one.file, line=line)


_GEM_FROM_GIT = re.compile(
    r"(?m)^[ \t]*(?:gem\b[^#\n]*[\s,](?:git|github):\s|gem\b[^#\n]*:(?:git|github)\s*=>|(?:git|github)\s+[\"'])"
)


def _of_gemfiles(stage: Stage, context: BuildContext) -> Iterator[Called]:
    """git, where a copied Gemfile names a repository: Bundler clones it."""
    every = landings_of_chain(stage)
    for node in stage.instructions("RUN"):
        if "bundle" not in node.instruction.text:
            continue
        scope = stage.scope_of(node)
        for one in _commands(script(node.instruction, scope)):
            effective = one.command.effective
            if effective.program not in ("bundle", "bundler") or not _counts(one, "RUN"):
                continue
            if [word.value for word in effective.args[:1] if not word.is_option] not in ([], ["install"]):
                continue
            file = file_named(every, stage, node, "Gemfile", context)
            text = context.read_text(file, _MOST_BYTES) if file is not None else None
            match = _GEM_FROM_GIT.search(text) if text else None
            if file is not None and text is not None and match is not None:
                line, span = text.count("\n", 0, match.end()) + 1, effective.words[0].span.shift(node.start)
                yield Called(node, span, "git", is_start=False, is_first=one.is_first, file=file, line=line)
                return


def _scripts_run(stage: Stage) -> Iterator[tuple[Node, Span, tuple[str, ...], bool, bool]]:
    """The words that may run a script: where they stand, the paths that they may mean, whether nothing ran before, and
    whether the system starts it by its `#!`, not a shell that reads it.
    """
    for node in stage.instructions("RUN", "HEALTHCHECK"):
        scope = stage.scope_of(node)
        for one in _commands(script(node.instruction, scope)):
            words = one.command.effective.words
            if one.command.kind != "simple" or not words or not _counts(one, node.name):
                continue
            read = what_is_read([word.value for word in words])
            words = words[read.position :] if read.kind == "file" else words
            if words[0].static:
                is_direct = words is one.command.effective.words
                paths = _paths(stage, node, words[0].value, by_name=is_direct)
                yield node, words[0].span.shift(node.start), paths, one.is_first, is_direct
    started = started_file(stage)
    if started is not None and started.node in stage.nodes:
        yield started.node, started.span, started.paths, True, started.is_direct


def _is_script_name(word: str) -> bool:
    return _SCRIPT_NAME.fullmatch(word) is not None and not word.startswith("-")


def _paths(stage: Stage, node: Node, word: str, *, by_name: bool) -> tuple[str, ...]:
    if not _is_script_name(word):
        return ()
    if "/" in word or not by_name:
        path = absolute(stage, node, word)
        return (path,) if path is not None else ()
    return tuple(posixpath.join(folder, word) for folder in PATH_FOLDERS)


@derived_by(lambda file: file)
def _interpreter(context: BuildContext, file: str) -> tuple[tuple[str, int], ...]:
    """The watched program that a script's `#!` names, in the first line; `sh` is everywhere."""
    program = shell.interpreter(context.read_text(file, _MOST_BYTES) or "")
    return ((program, 1),) if program in WATCHED else ()


@derived_by(lambda file: file)
def _of_file(context: BuildContext, file: str) -> tuple[tuple[str, int], ...]:
    """The watched programs that a shell script of the context surely calls, each with its first line; none below where it may bring some itself."""
    text = context.read_text(file, _MOST_BYTES)
    if text is None or len(text) >= _MOST_BYTES:
        return ()
    program = shell.interpreter(text)
    if program is None and not file.endswith(".sh"):
        return ()
    if program is not None and not shell.is_shell(program):
        return ()
    body = shell.parse(text.replace("\r\n", "\n"))
    # What stands above the first command that may bring programs is called without them.
    brings = [one.span.start for one in body.commands if one.effective.program in _BRINGS]
    if re.search(r"\bPATH=", text) or (brings and any(one.kind == "function" for one in body.compounds)):
        return ()
    end = min(brings, default=len(text))
    found: dict[str, int] = {}
    for one in _commands(body):
        if one.command.span.start <= end and _counts(one, "RUN"):
            for word, program in programs(one.command, {}):
                if not _is_asked_for(text, program):
                    found.setdefault(program, text.count("\n", 0, word.span.start) + 1)
    return tuple(found.items())
