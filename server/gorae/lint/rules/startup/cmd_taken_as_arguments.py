"""A CMD that looks like a command and becomes the arguments of ENTRYPOINT."""

from __future__ import annotations

import posixpath
import re
import shlex
from typing import TYPE_CHECKING

from gorae import shell
from gorae.facts.entrypoint import launched, start_nodes, words_of
from gorae.facts.interpreters import is_interpreter
from gorae.facts.scripts import TEXT_OPTION, plain_words, script
from gorae.lint.fixes.string_array import array_edit
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import StageRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gorae.facts.entrypoint import Argument
    from gorae.stages import Stage
    from gorae.syntax import Node

# Programs that start none of their arguments.
_SERVERS = frozenset((
    "apache2", "caddy", "celery", "curl", "dotnet", "gunicorn", "httpd", "hypercorn", "mysqld", "nginx", "npm", "pnpm", "postgres",
    "puma", "redis-server", "streamlit", "uvicorn", "wget", "yarn",
))  # fmt: skip
_FEWEST = 4  # words that a shell, its option, a script and a parameter are
_STARTER = re.compile(r"(?i)entry|init|start|run|boot|wrap|launch|exec")  # a script that may start what it is given


def find(stage: Stage) -> Iterator[Finding]:
    """Report the words of a CMD that repeats ENTRYPOINT, is in shell form, or that `sh -c` takes the first word of.

    Of what `sh -c` is given in the same array also in RUN and ENTRYPOINT.
    """
    for node in stage.instructions("RUN", "CMD", "ENTRYPOINT"):
        yield from _in_array(node)
    entrypoint, command = start_nodes(stage)
    if entrypoint is None or command is None or entrypoint.instruction.form != "exec":
        return
    if command not in stage.nodes or not command.instruction.arguments_text.strip():
        return
    given = words_of(stage, entrypoint)
    program = launched(given)
    words = [word.value for word in words_of(stage, command)]
    span = command.to_document(command.instruction.arguments)
    if not program:
        return
    if _is_shell_option(given):
        if command.instruction.form == "shell" or (len(words) > 1 and not re.search(r"[$\s]", words[0])):
            script_word = "/bin/sh" if command.instruction.form == "shell" else words[0]
            yield found(span, _as_script(command, words), variant="script", word=script_word)
    elif _repeats(program, words):
        line = shlex.join(word.value for word in program)
        yield found(span, _without(stage, command, words[len(program) :]), variant="repeated", program=line)
    elif command.instruction.form == "shell" and _starts_nothing(program):
        plain = plain_words(script(command.instruction, stage.scope_of(command)))
        yield found(span, _written(command, plain), program=posixpath.basename(program[0].value))


def _in_array(node: Node) -> Iterator[Finding]:
    """`["sh", "-c", "npm", "start"]`: the words behind the script are parameters that it does not look at."""
    words = node.instruction.words
    if node.instruction.form != "exec" or len(words) < _FEWEST or not shell.is_shell(words[0].value):
        return
    if TEXT_OPTION.fullmatch(words[1].value) is None or re.search(r"[$\s]", words[2].value):
        return
    line = shlex.join(word.value for word in words[2:])
    span = node.to_document(words[2].span | words[-1].span)
    yield found(span, _written(node, [words[0].value, words[1].value, line]), variant="script", word=words[2].value)


def _is_shell_option(given: Sequence[Argument]) -> bool:
    """Whether ENTRYPOINT ends in `sh -c`: the next word is the script, and those behind it are only its parameters."""
    return len(given) > 1 and shell.is_shell(given[-2].value) and TEXT_OPTION.fullmatch(given[-1].value) is not None


def _repeats(program: Sequence[Argument], words: Sequence[str]) -> bool:
    names = [word.value for word in program]
    return list(words[: len(names)]) == names


def _starts_nothing(program: Sequence[Argument]) -> bool:
    """Whether the program is known not to start what it is given."""
    name = posixpath.basename(program[0].value)
    if name in _SERVERS:
        return True
    return (
        is_interpreter(name)
        and not shell.is_shell(name)
        and not any(_STARTER.search(word.value) for word in program[1:])
    )


def _written(command: Node, words: list[str] | None, variant: str = "") -> Fix | None:
    edit = array_edit(command, words)
    return fix(edit, safe=False, variant=variant) if edit is not None else None


def _as_script(command: Node, words: list[str]) -> Fix | None:
    """All of CMD in one word, the script."""
    text = command.instruction.arguments_text.strip()
    return _written(command, [shlex.join(words) if command.instruction.form == "exec" else text])


def _without(stage: Stage, command: Node, rest: list[str]) -> Fix | None:
    """CMD with the arguments alone; without any the line goes."""
    if rest:
        return _written(command, rest, "repeated")
    return fix(Edit(stage.document.lines_of(command), ""), safe=False, variant="remove")


RULE = StageRule(
    "cmd-taken-as-arguments",
    find,
    fixes="unsafe",
    supersedes=frozenset({"cmd-shell-form"}),
)
