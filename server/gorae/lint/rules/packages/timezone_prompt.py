"""tzdata asks for a region while it is installed, and the build waits for an answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule, fix, found
from gorae.lint.rules.packages.reading import is_set, runs, said_before
from gorae.shell.packages import APT
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage

_ASK = frozenset(("tzdata", "keyboard-configuration", "console-setup"))
_ANSWERED = re.compile(r"noninteractive|debconf-set-selections|/etc/localtime|/etc/timezone", re.IGNORECASE)


def find(stage: Stage) -> Iterator[Finding]:
    """Installs of a package that asks, on Ubuntu (Debian's images have tzdata already) and without noninteractive."""
    if stage.os_family != "ubuntu":
        return
    for placed, _, calls in runs(stage):
        ours = [call for call in calls if call.manager in APT]
        asking = [
            (call, package)
            for call in ours
            if call.action == "install"
            for package in call.packages
            if package.name in _ASK
        ]
        if not asking or is_set(stage, placed, ours, "DEBIAN_FRONTEND"):
            continue
        if _ANSWERED.search(placed.instruction.text) or said_before(stage, placed, _ANSWERED):
            continue
        call, package = asking[0]
        at = call.program.span.start + placed.start
        shell = placed.instruction.form == "shell"
        # In front of the program, behind `sudo`, which would drop what stands before it.
        edit = Edit(Span(at, at), "DEBIAN_FRONTEND=noninteractive ")
        sure = shell and set(call.effective.wrappers) <= {"sudo", "env"}
        yield found(placed.at(package.span), fix(edit, safe=True) if sure else None, package=package.name)


RULE = Rule("timezone-prompt", find, "stage", severity="warning", fixes="safe")
