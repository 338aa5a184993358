"""A package that the stage installs a second time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.packages import calls_of
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import StageRule
from gorae.rewrites.edit_command import taken_out
from gorae.shell.packages import APT, RPM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage

_SYSTEM = APT | RPM | {"apk", "zypper"}
_TAKES_AWAY = frozenset(("remove", "purge", "autoremove", "clean-requirements"))


def find(stage: Stage) -> Iterator[Finding]:
    """Report the name's second occurrence, where no packages are removed and no branch chooses between the two."""
    seen: dict[str, int] = {}
    for node in stage.instructions("RUN"):
        for call in calls_of(node.instruction, stage.scope_of(node)):
            if call.manager not in _SYSTEM:
                continue
            if call.action in _TAKES_AWAY or call.option_values("-t", "--virtual"):
                seen.clear()
            if call.action != "install" or not call.command.runs_unconditionally:
                continue
            # Fixes of one pass meet: what is left of the call after all of them is what is new here.
            is_left = any(package.word.value not in seen for package in call.packages)
            for package in call.packages:
                if not package.word.static or package.local or package.word.globs:
                    continue
                text = package.word.value
                if text in seen:
                    edit = taken_out(node.instruction, package.span).shift(node.start)
                    repair = fix(edit, safe=True, package=text) if is_left else None
                    yield found(node.to_document(package.span), repair, package=text, row=seen[text])
                else:
                    seen[text] = stage.document.line_number(node.to_document(package.span))


RULE = StageRule("package-installed-twice", find, severity="hint", fixes="safe", report="once_per_stage")
