"""Variables and shell operators in an exec form, which no shell reads."""

from __future__ import annotations

import posixpath
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from gorae import shell
from gorae.facts.entrypoint import command_line, launched, start_nodes, words_of
from gorae.facts.shell_missing import lacks_shell
from gorae.lint.fixes.shell_line import OPERATOR, shell_line
from gorae.lint.fixes.string_array import array_edit
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import StageRule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gorae.facts.entrypoint import Argument
    from gorae.stages import Stage
    from gorae.syntax import Node

_VARIABLE = re.compile(r"\$(?:\{[A-Z_][A-Z0-9_]*(?::?[-=?+][^}$]*)?\}|[A-Z_][A-Z0-9_]*\b|\([a-z]+[ )])")
# Programs that have a use of their own for such words, or that hand all of them to a shell.
_READ_THEMSELVES = frozenset((
    "awk", "cmd", "cmd.exe", "concurrently", "cron", "crond", "envsubst", "eval", "expr", "find", "gawk", "jq", "make", "parallel",
    "powershell", "powershell.exe", "pwsh", "screen", "script", "sed", "ssh", "su", "test", "tmux", "watch", "[",
))  # fmt: skip
# Of the shell alone: no system has a file of that name. Of the others Red Hat's family has one (POSIX asks for it).
_OF_SHELL = frozenset(
    (".", "declare", "eval", "exec", "exit", "export", "local", "set", "shift", "shopt", "source", "trap", "unset")
)
_OF_SHELL_HERE = frozenset(("alias", "cd", "command", "read", "type", "ulimit", "umask", "wait"))
_TAKES_A_TEXT = re.compile(r"-[a-z]*[ce]|--(?:cmd|command|eval|exec|execute|print)")
_PLACEHOLDERS = frozenset(("java",))  # frameworks on it replace `${NAME}` in what they are given


def find(stage: Stage) -> Iterator[Finding]:
    """Report the first word of each exec form that only a shell would replace or act on."""
    if stage.os_family == "windows":
        return
    yield from _in_one(stage, command_line(stage))
    for node in stage.instructions("RUN", "HEALTHCHECK"):
        if (node.instruction.trigger or node.instruction).form == "exec":
            yield from _in_one(stage, words_of(stage, node))


def _in_one(stage: Stage, line: Sequence[Argument]) -> Iterator[Finding]:
    if line and _is_of_shell(stage, line[0].value) and _is_written_here(stage, line[0]):
        yield found(
            line[0].span, _as_line(stage, line[0].node), variant="builtin", severity="error", word=line[0].value
        )
        return
    program = launched(line)
    if not program or any(_reads(word.value) for word in line):
        return
    name = posixpath.basename(program[0].value)
    if (started := _VARIABLE.search(program[0].value)) is not None and _is_written_here(stage, program[0]):
        change = _through_shell(stage, program[0].node)
        yield found(program[0].span, change, variant="program", severity="error", word=started[0])
        return
    for before, word in pairwise(line):
        if not _is_written_here(stage, word):
            continue
        if _TAKES_A_TEXT.fullmatch(before.value) or re.search(r"\s", word.value):
            continue
        if OPERATOR.fullmatch(word.value):
            yield found(word.span, _through_shell(stage, word.node), variant="operator", word=word.value)
            return
        variable = _VARIABLE.search(word.value)
        if variable is not None and not (name in _PLACEHOLDERS and variable[0].startswith("${")):
            yield found(word.span, _through_shell(stage, word.node), word=variable[0])
            return


def _is_written_here(stage: Stage, word: Argument) -> bool:
    return word.node in stage.nodes and (word.node.instruction.trigger or word.node.instruction).form == "exec"


def _is_of_shell(stage: Stage, name: str) -> bool:
    """Whether a name is a command of the shell's own that the image has no program for."""
    return name in _OF_SHELL or (
        name in _OF_SHELL_HERE and stage.os_family in ("debian", "ubuntu", "alpine", "busybox")
    )


def _as_line(stage: Stage, node: Node) -> Fix | None:
    """The words as the line of a shell, where they do more than change it."""
    words = [word.value for word in words_of(stage, node)]
    does = words[0] in ("exec", "eval") or any(OPERATOR.fullmatch(word) for word in words)
    if not does or node.name == "ENTRYPOINT" or lacks_shell(stage, node):
        return None
    line = shell_line([".", *words[1:]] if words[0] == "source" else words)
    edit = array_edit(node, ["sh", "-c", line])
    return fix(edit, safe=False) if edit is not None else None


def _reads(value: str) -> bool:
    return shell.is_shell(value) or posixpath.basename(value) in _READ_THEMSELVES


def _through_shell(stage: Stage, node: Node) -> Fix | None:
    """The same words as the line of a shell; None where the image has none, or a CMD is given to an ENTRYPOINT."""
    entrypoint, _ = start_nodes(stage)
    if lacks_shell(stage, node) or (node.name == "CMD" and entrypoint is not None):
        return None
    words = [word.value for word in words_of(stage, node)]
    line = shell_line(words)
    if node.name in ("CMD", "ENTRYPOINT") and not any(OPERATOR.fullmatch(word) for word in words):
        line = f"exec {line}"  # so that the program gets the signals
    array = ["sh", "-c", line]
    if node.name == "ENTRYPOINT":
        array = ["sh", "-c", f'{line} "$@"', "sh"] if line.startswith("exec ") else []
    edit = array_edit(node, array)
    return fix(edit, safe=False) if edit is not None else None


RULE = StageRule("exec-form-not-expanded", find, fixes="unsafe")
