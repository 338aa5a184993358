"""A whole command line as the first word of an exec form: there is no program of that name."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from gorae.facts.entrypoint import first_process
from gorae.facts.shell_missing import lacks_shell
from gorae.lint.fixes.string_array import array_edit
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import StageRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage
    from gorae.syntax import Node

# A program and what it is given: `python app.py`, `/usr/bin/app --port 80`; not a path that has blanks itself.
_COMMAND_LINE = re.compile(r"\s*(?:[\w.+-]+\s+\S|/[\w./+-]+\s+-).*", re.DOTALL)
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
        word = inner.words[0]
        if _COMMAND_LINE.fullmatch(word.value):
            variant = {"RUN": "run", "HEALTHCHECK": "healthcheck"}.get(node.name, "")
            rest = [one.value for one in inner.words[1:]]
            yield found(
                node.to_document(word.span), _split(stage, node, word.value, rest), variant=variant, words=word.value
            )


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
