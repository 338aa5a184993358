"""Writes CMD and ENTRYPOINT in exec form."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from gorae.facts.scripts import plain_words, script
from gorae.lint.model import Fix, fix
from gorae.source import Edit

if TYPE_CHECKING:
    from gorae.stages import Scope
    from gorae.syntax import Instruction


def exec_form(instruction: Instruction, scope: Scope) -> Fix | None:
    """The fix that starts the program without a shell, or, unsafe, through the shell by name.

    None where the shell is no Bourne shell, or a comment or blank line stands between the lines.
    """
    command = instruction.arguments_text.strip()
    if not scope.has_bourne_shell or instruction.comments or instruction.blank_lines:
        return None
    parsed = script(instruction, scope)
    words = plain_words(parsed)
    if words is not None:
        return fix(Edit(instruction.arguments, json.dumps(words, ensure_ascii=False)), safe=True)
    shell = [scope.shell[0].rsplit("/", 1)[-1] if scope.shell[0] == "/bin/sh" else scope.shell[0], *scope.shell[1:]]
    written = json.dumps([*shell, command], ensure_ascii=False)
    return fix(Edit(instruction.arguments, written), safe=False, variant="shell")
