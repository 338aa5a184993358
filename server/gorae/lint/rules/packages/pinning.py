"""Packages that are named without a version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.packages import calls_of
from gorae.lint.model import Finding, found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell.packages import Package
    from gorae.stages import Scope
    from gorae.syntax import Instruction

_MOST_NAMES = 3  # that a message lists


def unpinned(
    instruction: Instruction, scope: Scope, managers: frozenset[str], spared_by: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """One finding for each call, from the first package without a version to the last; variables are not judged."""
    for call in calls_of(instruction, scope):
        if call.manager not in managers or call.action != "install" or call.has_flag(*spared_by):
            continue
        loose = [package for package in call.packages if _is_loose(call.manager, package)]
        if loose:
            names = ", ".join(package.name for package in loose[:_MOST_NAMES])
            more = ", …" if len(loose) > _MOST_NAMES else ""
            yield found(loose[0].span | loose[-1].span, names=names + more, count=len(loose))


def _is_loose(manager: str, package: Package) -> bool:
    if package.local or package.version is not None or not package.word.static or package.word.globs:
        return False
    if package.name.startswith((".", "@", "$")) and manager != "npm":
        return False  # apk's `.virtual` and dnf's `@group` have no versions
    return manager != "go" or "." in package.name.partition("/")[0]  # those of the standard library have no dot
