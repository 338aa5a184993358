"""CMD and ENTRYPOINT in shell form, and how they are written in exec form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.entrypoint import in_shell_form
from gorae.facts.scripts import BUILTINS, plain_words, script
from gorae.facts.shell_missing import is_without_shell
from gorae.facts.start_script import starts_by_itself
from gorae.lint.fixes.string_array import array_edit
from gorae.lint.model import Finding, Fix, fix, found
from gorae.shell import Command

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.shell import Script
    from gorae.stages import Build, Scope
    from gorae.syntax import Instruction, Node

# Compounds in which the shell waits for what it started.
_STAYS = frozenset(("if", "case", "for", "while", "until", "select"))
_KEPT_OR_BLANKS = re.compile(r"(?P<kept>\\.|'[^']*'|\"(?:\\.|[^\"\\])*\")|\s+", re.DOTALL)


def shell_forms(build: Build, context: BuildContext | None, name: str) -> Iterator[Finding]:
    """The CMD, or the ENTRYPOINT, in shell form, on its command; an error (`no-shell`) where the image has no shell."""
    for node in in_shell_form(build, name):
        cannot_start = is_without_shell(build, node)
        yield found(
            node.to_document(node.instruction.arguments),
            exec_form(build, context, node),
            variant="no-shell" if cannot_start else "",
            severity="error" if cannot_start else None,
        )


def exec_form(build: Build, context: BuildContext | None, node: Node) -> Fix | None:
    """The fix that starts the program without a shell, or, unsafe, through the shell by name.

    Safe where the system can start the file without a shell: a script without `#!` it cannot. None where the shell is no
    Bourne shell, where the image lacks it and it is needed, or where a comment or blank line stands between the lines.
    """
    instruction, scope = node.instruction, build.scope_of(node)
    if not scope.has_bourne_shell:
        return None
    parsed = script(instruction, scope)
    words = plain_words(parsed)
    if words is not None:
        edit = array_edit(node, words)
        return edit and fix(edit, safe=starts_by_itself(build, context, node))
    if is_without_shell(build, node):
        return None
    if any(one.kind in _STAYS for one in parsed.compounds):
        return None  # the shell stays all the same: named, it would take the signals as it did
    shell = [scope.shell[0].rsplit("/", 1)[-1] if scope.shell[0] == "/bin/sh" else scope.shell[0], *scope.shell[1:]]
    edit = array_edit(node, [*shell, _command(instruction, scope, parsed)])
    return edit and fix(edit, safe=False, variant="shell")


def _command(instruction: Instruction, scope: Scope, parsed: Script) -> str:
    """The command on one line, with `exec` before its last program, which then takes the shell's place."""
    last = _last_program(parsed)
    offset = last.name.span.start if last is not None and last.name is not None else instruction.arguments.end
    before, after = (
        instruction.text[instruction.arguments.start : offset],
        instruction.text[offset : instruction.arguments.end],
    )
    text = f"{before}{'exec ' if last is not None else ''}{after}".strip()
    text = re.sub(rf"{re.escape(scope.escape)}[ \t]*\r?\n", "", text)
    if parsed.errors or not parsed.complete:
        return text
    return _KEPT_OR_BLANKS.sub(lambda one: one["kept"] or " ", text)


def _last_program(parsed: Script) -> Command | None:
    """The program that a shell could become when it comes to the end of its list; None where it has to stay."""
    if parsed.errors or not parsed.complete or parsed.comments or parsed.compounds or parsed.trailing:
        return None
    if not parsed.chain:
        return None
    last = parsed.chain[-1]
    step = last.steps[-1]
    if len(last.steps) > 1 or last.background or last.negated or not isinstance(step, Command):
        return None
    name = step.name
    if (
        step.kind != "simple"
        or name is None
        or step.program in (*BUILTINS, "")
        or not (name.static or "/" in name.text)
    ):
        return None
    return step
