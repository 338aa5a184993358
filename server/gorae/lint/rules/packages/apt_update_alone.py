"""apt-get update in a RUN of its own: the cached layer keeps the old lists for the installs behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.packages import installs_after_update, mounted, only_updates, runs
from gorae.facts.scripts import script
from gorae.lint.fixes.update_before import update_before
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.shell.packages import APT
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell.packages import Call
    from gorae.stages import Build, Scope
    from gorae.syntax import Node


def find(build: Build) -> Iterator[Finding]:
    """An update that stands alone, with a later RUN that installs from its lists."""
    for stage in build.stages:
        for node, scope, calls in runs(stage):
            if not only_updates(node, scope) or mounted(node.instruction, "/var/lib/apt"):
                continue
            later = installs_after_update(build, stage, node)
            if later:
                update = next(call for call in calls if call.manager in APT and call.action == "update")
                yield found(node.to_document(update.head), _fix(build, node, scope, update, later))


def _fix(build: Build, node: Node, scope: Scope, update: Call, later: list[tuple[Node, Scope, Call]]) -> Fix | None:
    """Takes the RUN away and updates where packages are installed; None where more than the update stands in it."""
    read = script(node.instruction, scope)
    if len(read.commands) != 1 or node.instruction.comments or node.instruction.heredocs:
        return None
    words = node.instruction.text[update.command.span.start : update.command.span.end]
    if "\n" in words or node.instruction.form != "shell":
        return None
    edits = [Edit(build.document.lines_of(node), "")]
    for other, where, call in later:
        edit = update_before(other, where, call, words)
        if edit is None:
            return None
        edits.append(edit)
    return fix(edits, safe=False)


RULE = FileRule(
    "apt-update-alone",
    find,
    aliases=(Alias("trivy", "DS-0017"), Alias("checkov", "CKV_DOCKER_5")),
    severity="warning",
    fixes="unsafe",
    supersedes=frozenset(("run-consecutive",)),
    reads={"RUN": ("apt",)},
)
