"""The lists that apt-get update loads stay in the layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.packages import APT_LISTS, installs_after_update, mounted, removes, runs
from gorae.facts.scripts import script
from gorae.lint.fixes.append_command import appended
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.shell.packages import APT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build

_CLEAN_UP = "rm -rf /var/lib/apt/lists/*"


def find(build: Build) -> Iterator[Finding]:
    """The last update of each RUN of the image that removes the lists neither itself nor keeps them in a mount.

    Not where a later RUN installs from them.
    """
    for stage in build.stages:
        if not stage.reaches_image:
            continue
        for node, scope, calls in runs(stage):
            updates = [call for call in calls if call.manager in APT and call.action == "update"]
            if not updates or mounted(node.instruction, "/var/lib/apt/lists", "/var/lib/apt"):
                continue
            last = updates[-1]
            read = script(node.instruction, scope)
            if removes(read, last.span.end, APT_LISTS) or any(
                call.manager in APT and call.action in {"distclean", "dist-clean"} and call.span.start > last.span.start
                for call in calls
            ):
                continue
            if installs_after_update(build, stage, node):
                continue  # of an update alone apt-update-alone speaks
            edit = appended(node, scope, last.command, _CLEAN_UP)
            yield found(node.to_document(last.head), edit and fix(edit, safe=True))


RULE = FileRule(
    "apt-lists-kept",
    find,
    aliases=(Alias("hadolint", "DL3009"),),
    severity="warning",
    fixes="safe",
    reads={"RUN": ("apt",)},
    shipped_only=True,
)
