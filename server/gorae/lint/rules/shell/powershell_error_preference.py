"""PowerShell that goes on after an error."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.lint.fixes.powershell import call_of, set_in_call, set_in_shell, shell_above, words_of_shell
from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, StageRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage

_SET = "$ErrorActionPreference = 'Stop';"
_PREFERENCE = re.compile(
    r"ErrorActionPreference|-ErrorAction\s+Stop|-EA\s+(?:0|1|Stop)|trap\s*\{|throw\b", re.IGNORECASE
)
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|\{[^{}]*\}|\([^()]*\)|#[^\n]*")
# cmdlets whose errors do not end a script; a program's exit code is no error to PowerShell at all
_CMDLET = re.compile(
    r"\b(?:Invoke|New|Remove|Copy|Move|Expand|Install|Set|Add|Start|Get|Import|Rename|Out|iwr|Enable)-?\w*",
    re.IGNORECASE,
)


def find(stage: Stage) -> Iterator[Finding]:
    """Report SHELL, or `powershell` itself, where a RUN has several commands and nothing sets Stop."""
    reported: set[int] = set()
    for node in stage.instructions("RUN"):
        scope = stage.scope_of(node)
        text = node.instruction.arguments_text
        if node.instruction.form == "exec" or node.instruction.heredocs or _PREFERENCE.search(text):
            continue
        if scope.dialect == "powershell":
            shell = shell_above(stage, node)
            if _PREFERENCE.search(" ".join(scope.shell)) or not _is_several(text):
                continue
            if shell is not None and shell.index not in reported:
                reported.add(shell.index)
                yield found(
                    words_of_shell(shell), set_in_shell(shell, f"{_SET} $ProgressPreference = 'SilentlyContinue';")
                )
        elif (call := call_of(node)) is not None and _is_several(call.script):
            yield found(call.program, set_in_call(call, _SET))


def _is_several(text: str) -> bool:
    """Whether a command that may fail has another one behind it."""
    plain = text
    while (shorter := _QUOTED.sub(" ", plain)) != plain:
        plain = shorter
    first, separator, rest = plain.partition(";")
    while separator and not _CMDLET.search(first):
        first, separator, rest = rest.partition(";")
    return bool(separator and rest.strip())


RULE = StageRule(
    "powershell-error-preference",
    find,
    aliases=(Alias("tally", "tally/powershell/error-action-preference"),),
    fixes="unsafe",
    supersedes=frozenset({"powershell-progress-shown"}),  # its fix switches the bar off as well
)
