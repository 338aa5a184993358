"""A whole command line as the first word of an exec form: there is no program of that name."""

from __future__ import annotations

import re
import shlex
from itertools import pairwise
from typing import TYPE_CHECKING

from gorae.facts.entrypoint import first_process
from gorae.facts.shell_missing import lacks_shell
from gorae.lint.fixes.string_array import array_edit
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import StageRule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gorae.stages import Stage
    from gorae.syntax import Node, Word

# A program and what it is given: `python app.py`, `/usr/bin/app --port 80`; not a path that has blanks itself.
_COMMAND_LINE = re.compile(r"\s*(?:[\w.+-]+\s+\S|/[\w./+-]+\s+-).*", re.DOTALL)
_SHELLS = frozenset(
    ("sh", "bash", "ash", "dash", "zsh", "busybox", "cmd", "powershell", "pwsh", "su", "env", "runuser", "gosu")
)
# `--host 0.0.0.0 --port 80`, `-m uvicorn a:app --reload`: an option, its value, and another option.
_OPTIONS = re.compile(r"--?[A-Za-z][\w-]*(?:=\S+)?\s+(?:[^\s\"']+\s+)?--?[A-Za-z][\w-]*\b[^\"']*")
_ONE_OPTION = re.compile(r"java -jar\s+\S+|python[\d.]* -m\s+[\w.]+|node -r\s+\S+")
_FOR_A_SHELL = re.compile(r"[$`&|;<>(){}*?~#!\\]")


def find(stage: Stage) -> Iterator[Finding]:
    """Report the first word of a RUN, HEALTHCHECK, or of what the image starts, that holds a whole command line."""
    if stage.os_family == "windows":
        return  # there the words are put together to one line again
    first = first_process(stage)
    starts = first[0] if first is not None else None
    for node in stage.instructions("RUN", "HEALTHCHECK", "CMD", "ENTRYPOINT"):
        inner = node.instruction.trigger or node.instruction
        if inner.form != "exec" or not inner.words or (node.name in ("CMD", "ENTRYPOINT") and node is not starts):
            continue
        joined = _joined_option(inner.words)
        if joined is not None:
            yield found(node.to_document(joined.span), _parted(node, joined), variant="option", words=joined.value)
            continue
        word = inner.words[0]
        if _COMMAND_LINE.fullmatch(word.value):
            variant = {"RUN": "run", "HEALTHCHECK": "healthcheck"}.get(node.name, "")
            rest = [one.value for one in inner.words[1:]]
            yield found(
                node.to_document(word.span), _split(stage, node, word.value, rest), variant=variant, words=word.value
            )


def _joined_option(words: Sequence[Word]) -> Word | None:
    """The first word that holds an option and more, which the program takes for one strange option: `-m uvicorn --port 80`.

    Not the script of a shell, nor a value that may have blanks: it is followed by another option, or Java's and Python's.
    """
    program = words[0].value.rpartition("/")[2]
    if program in _SHELLS:
        return None
    for before, word in pairwise(words):
        if _OPTIONS.fullmatch(word.value) and not before.value.startswith("-"):
            return word
        if _ONE_OPTION.fullmatch(f"{program} {word.value}") and not before.value.startswith("-"):
            return word
    return None


def _parted(node: Node, joined: Word) -> Fix | None:
    words = (node.instruction.trigger or node.instruction).words
    try:
        parts = [part for word in words for part in (shlex.split(word.value) if word is joined else [word.value])]
    except ValueError:
        return None
    edit = None if _FOR_A_SHELL.search(joined.value) else array_edit(node, parts)
    return fix(edit, safe=False) if edit is not None else None


def _split(stage: Stage, node: Node, line: str, rest: list[str]) -> Fix | None:
    if _FOR_A_SHELL.search(line):
        words = [] if rest or lacks_shell(stage, node) else ["sh", "-c", line]
    else:
        try:
            words = [*shlex.split(line), *rest]
        except ValueError:  # a quote is left open
            words = []
    edit = array_edit(node, words)
    return fix(edit, safe=False, variant="shell" if words[:2] == ["sh", "-c"] else "") if edit is not None else None


RULE = StageRule("exec-form-not-split", find, severity="error", fixes="unsafe")
