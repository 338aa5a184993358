"""PowerShell downloads with a progress bar that nobody sees."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.lint.fixes.powershell import call_of, set_in_call, set_in_shell, shell_above, words_of_shell
from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, StageRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage

_SET = "$ProgressPreference = 'SilentlyContinue';"
_DOWNLOAD = re.compile(r"\b(?:Invoke-WebRequest|iwr|Invoke-RestMethod|irm)\b", re.IGNORECASE)
_DECIDED = re.compile(r"ProgressPreference", re.IGNORECASE)


def find(stage: Stage) -> Iterator[Finding]:
    """Report SHELL, or `powershell` itself, where a RUN downloads and the bar is not switched off.

    PowerShell 7 loses little by it: that is for those who choose the rule.
    """
    reported: set[int] = set()
    for node in stage.instructions("RUN"):
        scope = stage.scope_of(node)
        text = node.instruction.text
        if node.instruction.form == "exec" or not _DOWNLOAD.search(text) or _DECIDED.search(text):
            continue
        if scope.dialect == "powershell":
            shell = shell_above(stage, node)
            if shell is None or _DECIDED.search(" ".join(scope.shell)) or shell.index in reported:
                continue
            reported.add(shell.index)
            yield found(words_of_shell(shell), set_in_shell(shell, _SET), opt_in="pwsh" in scope.shell[0].lower())
        elif (call := call_of(node)) is not None:
            is_new = "pwsh" in call.program.of(stage.document.text.value).lower()
            yield found(call.program, set_in_call(call, _SET), opt_in=is_new)


RULE = StageRule(
    "powershell-progress-shown",
    find,
    aliases=(Alias("tally", "tally/powershell/progress-preference"),),
    severity="information",
    fixes="unsafe",
)
