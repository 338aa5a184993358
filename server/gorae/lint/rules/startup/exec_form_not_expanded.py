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
    program = launched(line)
    if not program or any(_reads(word.value) for word in line):
        return
    name = posixpath.basename(program[0].value)
    for before, word in pairwise(line):
        if word.node not in stage.nodes or (word.node.instruction.trigger or word.node.instruction).form != "exec":
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
