"""The scripts in a Dockerfile as ShellCheck gets them, and where each character of them stands in the file.

A script is what the builder hands to the shell: continuations joined, comments and blank lines between them gone. Above
it stand a `#!` that says the dialect, and an `export NAME=1` for each ARG and ENV that it names, as hadolint writes them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from gorae.facts.scripts import script_heredoc
from gorae.lint.suppressions import shell_pragma
from gorae.source import Span
from gorae.source.derived import derived, derived_by
from gorae.stages import Value
from gorae.syntax.lexing import SPACES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gorae.stages import Build, Scope, Stage
    from gorae.syntax import Heredoc, Instruction, Node

# ShellCheck's time grows faster than a script's length.
LONGEST_SCRIPT_CHARACTERS = 50_000

_DIALECTS = {"sh": "sh", "dash": "dash", "ash": "dash", "bash": "bash", "ksh": "ksh"}
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_WITH_SCRIPTS = frozenset(("RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK", "ONBUILD"))
_AT_RUN_TIME = frozenset(("CMD", "ENTRYPOINT"))
_DEFAULT_SHELL = ("/bin/sh", "-c")


@dataclass(frozen=True, slots=True)
class ShellScript:
    """A script for ShellCheck; `source` offsets are those of the instruction that it stands in."""

    text: str
    starts: tuple[int, ...]  # where each piece that comes from the file begins in `text`
    sources: tuple[int, ...]  # and where it begins in the instruction
    lengths: tuple[int, ...]
    joined: bool  # a newline that a fix brings would end the instruction
    _lines: list[int] = field(default_factory=list, repr=False)

    def offset(self, line: int, column: int) -> int:
        """The offset in `text` of ShellCheck's line and column, both from 1; a place outside is the nearest one inside."""
        if not self._lines:
            self._lines.append(0)
            self._lines.extend(match.end() for match in re.finditer("\n", self.text))
        offset = self._lines[max(min(line, len(self._lines)), 1) - 1] + column - 1
        return max(min(offset, len(self.text)), 0)

    def source(self, offset: int) -> int | None:
        """Where a character of `text` stands in the instruction; None for what is not in the file."""
        piece = bisect_right(self.starts, offset) - 1
        if piece < 0 or offset >= self.starts[piece] + self.lengths[piece]:
            return None
        return self.sources[piece] + offset - self.starts[piece]

    def span(self, start: int, end: int) -> Span | None:
        """Where `text[start:end]` stands; at least one character, the nearest one before where there is none."""
        first = start
        while first > 0 and self.source(first) is None:
            first -= 1
        begin = self.source(first)
        if begin is None:
            return None
        last = max(end - 1, first)
        while last > first and self.source(last) is None:
            last -= 1
        stop = self.source(last)
        return Span(begin, (begin if stop is None else stop) + 1)

    def place(self, offset: int, *, behind: bool) -> int | None:
        """Where in the instruction to insert at `at`: behind the character before it, or before the one after it."""
        if behind:
            before = self.source(offset - 1)
            return None if before is None else before + 1
        return self.source(offset)


class ShellInterpreter(NamedTuple):
    """The shell that runs a script: ShellCheck's name of its dialect, and whether it stops at the first failure."""

    dialect: str
    stops: bool

    @property
    def shebang(self) -> str:
        """The first line for it."""
        return f"#!/bin/{self.dialect}{' -e' if self.stops else ''}\n"


class _Writer:
    """A script being put together."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.size = 0
        self.pieces: list[tuple[int, int, int]] = []

    def add(self, text: str, source: int | None = None) -> None:
        if text and source is not None:
            self.pieces.append((self.size, source, len(text)))
        self.parts.append(text)
        self.size += len(text)

    def lines(self, text: str, span: Span) -> None:
        """Lines as they stand, with their ends as the shell wants them."""
        offset = span.start
        while offset < span.end:
            stop = text.find("\n", offset, span.end)
            end = span.end if stop < 0 else stop
            self.add(text[offset:end].rstrip("\r"), offset)
            if stop >= 0:
                self.add("\n", stop)
            offset = end + 1

    def done(self, *, joined: bool) -> ShellScript:
        starts, sources, lengths = zip(*self.pieces, strict=True) if self.pieces else ((), (), ())
        return ShellScript("".join(self.parts), starts, sources, lengths, joined)


# An instruction's number in its stage, what is in force there, and its script.
_Row = tuple[int, "Scope", ShellScript]


class Memory:
    """The scripts of one document's stages the last time, so that a keystroke reads one stage again, not all."""

    __slots__ = ("findings", "stages")

    def __init__(self) -> None:
        self.findings: dict[tuple[object, ...], Any] = {}  # of the last version, as `findings.answer` keeps them
        self.stages: dict[int, tuple[object, list[_Row]]] = {}


def scripts(build: Build, memory: Memory | None = None) -> Iterator[tuple[Node, Scope, ShellScript]]:
    """The scripts of a Dockerfile in order, each with its instruction."""
    pragmas = _Pragmas(build)
    for node, scope in zip(build.header, build.header_scopes, strict=True):
        found = script_of(node.instruction, pragmas.shell(node, scope), build.global_arguments)
        if found is not None:
            yield node, scope, found
    for stage in build.stages:
        known = memory.stages.get(stage.index) if memory is not None and not pragmas.rows else None
        # A stage that did not change has its variables from before (`stages.build`).
        if known is None or known[0] is not stage.environments:
            known = (stage.environments, list(_of_stage(stage, pragmas)))
            if memory is not None:
                memory.stages[stage.index] = known
        for number, scope, found in known[1]:
            yield stage.nodes[number], scope, found


def _of_stage(stage: Stage, pragmas: _Pragmas) -> Iterator[_Row]:
    triggered: dict[str, Value] = {}  # what ONBUILD sets in the build that its other triggers run in
    for number, (node, scope) in enumerate(zip(stage.nodes, stage.scopes, strict=True)):
        environment = stage.environments[number]
        trigger = node.instruction.trigger
        if node.name == "ONBUILD" and trigger is not None:
            if trigger.name in ("ARG", "ENV"):
                origin: Literal["arg", "env"] = "arg" if trigger.name == "ARG" else "env"
                triggered |= {pair.key.value: Value(None, origin, node.index) for pair in trigger.pairs}
            environment = {**environment, **triggered}
        if node.name in _WITH_SCRIPTS:
            found = script_of(node.instruction, pragmas.shell(node, scope), environment)
            if found is not None:
                yield number, scope, found


class _Pragmas:
    """`# hadolint shell=…`: above the first FROM for every stage, elsewhere from there to the stage's end."""

    def __init__(self, build: Build) -> None:
        self.build = build
        found = ((comment.span.start, shell_pragma(comment.text)) for comment in build.document.comments)
        self.rows = [(offset, (shell, "-c")) for offset, shell in found if shell]
        self.first = build.stages[0].from_instruction.start if build.stages else -1

    def shell(self, node: Node, scope: Scope) -> tuple[str, ...]:
        if not self.rows:
            return scope.shell
        stage = self.build.stage_of(node)
        begin = stage.from_instruction.start if stage else 0
        shell = scope.shell
        for offset, named in self.rows:
            if (offset < self.first and shell == _DEFAULT_SHELL) or (
                begin < offset < node.start and not self._set_since(offset, node)
            ):
                shell = named
        return shell

    def _set_since(self, offset: int, node: Node) -> bool:
        stage = self.build.stage_of(node)
        return stage is not None and any(offset < one.start < node.start for one in stage.instructions("SHELL"))


def script_of(outer: Instruction, shell: tuple[str, ...], environment: Mapping[str, Value]) -> ShellScript | None:
    """The script of an instruction; None where it has none, or none for a Bourne shell."""
    late = _innermost(outer).name in _AT_RUN_TIME
    known = tuple(
        name
        for name in _names(outer)
        if name in environment and not (late and environment[name].origin not in ("env", "base"))
    )
    return _script(outer, shell, known)


@derived
def _names(instruction: Instruction) -> tuple[str, ...]:
    """The words of its text that may be variables' names, each once, sorted."""
    return tuple(sorted(set(_NAME.findall(instruction.text))))


def _innermost(instruction: Instruction) -> Instruction:
    """What ONBUILD and HEALTHCHECK hold."""
    while instruction.trigger is not None:
        instruction = instruction.trigger
    return instruction


@derived_by(lambda shell, names: (shell, names))
def _script(outer: Instruction, shell: tuple[str, ...], names: tuple[str, ...]) -> ShellScript | None:
    inner = _innermost(outer)
    if inner.form != "shell" or inner.name not in ("RUN", "CMD", "ENTRYPOINT") or outer.issues or inner.issues:
        return None
    if len(outer.text) > LONGEST_SCRIPT_CHARACTERS or (outer.escape == "`" and shell == _DEFAULT_SHELL):
        return None  # such an escape is Windows', where the default is cmd
    speech = interpreter_of(shell)
    heredocs = inner.heredocs or outer.heredocs
    own = script_heredoc(inner, heredocs)
    if own is not None:
        program = inner.arguments_text.replace(outer.text[own.marker.start : own.marker.end], "", 1).split()
        # Where the outer shell fills in the heredoc's variables first, their values are split just the same.
        return _of_body(outer, own, interpreter_of(program) if program else speech, names)
    if speech is None:
        return None
    writer = _Writer()
    writer.add(speech.shebang + _exports(names))
    joined = inner.logical.text
    end = len(joined.rstrip(SPACES))
    for piece in inner.logical.pieces(end - len(inner.arguments_text), end):
        writer.add(piece.of(outer.text), piece.start)
    for heredoc in heredocs:
        writer.add("\n")
        writer.lines(outer.text, Span(heredoc.body.start, heredoc.end.end if heredoc.end else heredoc.body.end))
    return writer.done(joined=True)


def _of_body(
    outer: Instruction, heredoc: Heredoc, speech: ShellInterpreter | None, names: tuple[str, ...]
) -> ShellScript | None:
    """The script that a heredoc is. Its own `#!` and the comments below it, which may direct ShellCheck, stay on top."""
    text, (start, end) = outer.text, heredoc.body
    if text.startswith("#!", start):
        stop = text.find("\n", start, end) + 1 or end
        speech = interpreter_of(text[start + 2 : stop].split())
        start = stop
    if speech is None:
        return None
    head = start
    while head < end:
        stop = text.find("\n", head, end) + 1 or end
        if text[head:stop].strip()[:1] not in ("#", ""):
            break
        head = stop
    writer = _Writer()
    writer.add(speech.shebang)
    writer.lines(text, Span(start, head))
    writer.add(_exports(names))
    writer.lines(text, Span(head, end))
    return writer.done(joined=False)


def _exports(names: tuple[str, ...]) -> str:
    return "".join(f"export {name}=1\n" for name in names)


def interpreter_of(words: tuple[str, ...] | list[str]) -> ShellInterpreter | None:
    """The shell that a SHELL, a `#!` or a command names; None for one that ShellCheck does not read."""
    rest = list(words)
    while rest:
        word = rest.pop(0)
        program = word.replace("\\", "/").rsplit("/", 1)[-1].lower().removesuffix(".exe")
        if program in ("env", "busybox") or word.startswith("-"):
            continue  # `env -S bash`
        dialect = _DIALECTS.get(program)
        if dialect is None:
            return None
        stops = any(re.match(r"-[a-zA-Z]*e", word) or word == "errexit" for word in rest)
        return ShellInterpreter(dialect, stops)
    return None
