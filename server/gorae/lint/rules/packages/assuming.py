"""Package managers of the RPM world that ask before they install, and nobody answers in a build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.packages import runs, said_before
from gorae.lint.fixes.edit_command import with_option
from gorae.lint.model import Finding, fix, found

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from gorae.shell import Word
    from gorae.stages import Stage

_ASKS = frozenset((
    "install", "upgrade", "dist-upgrade", "distro-sync", "remove", "autoremove", "downgrade", "swap", "builddep",
    "patch", "upgrade-minimal", "update-minimal", "system-upgrade",
))  # fmt: skip
_DOES_NOTHING = ("--assumeno", "--downloadonly", "--dry-run", "-D", "--help", "-h")


def asking(
    stage: Stage, managers: frozenset[str], yes: tuple[str, ...], configured: re.Pattern[str]
) -> Iterator[Finding]:
    """Calls of these managers that would ask: none of the options says yes, nor `yes |`, nor a setting before them."""
    for node, _, calls in runs(stage):
        for call in calls:
            if call.manager not in managers or call.action not in _ASKS:
                continue
            if call.has_flag(*yes) or call.has_flag(*_DOES_NOTHING) or call.command.operator_before in {"|", "|&"}:
                continue
            if any(one.operator.startswith("<") for one in call.command.redirections) or _from_variable(call.args):
                continue
            if configured.search(node.instruction.text) or said_before(stage, node, configured):
                continue
            edit = with_option(node.instruction, call, "-y").shift(node.start)
            word = call.subcommand.value if call.subcommand else ""
            yield found(node.to_document(call.head), fix(edit, safe=True), command=f"{call.manager} {word}")


def _from_variable(args: tuple[Word, ...]) -> bool:
    """Whether options may come from a variable: `$YUM_OPTS`."""
    return any(word.variables and "opt" in word.text.lower() for word in args)
