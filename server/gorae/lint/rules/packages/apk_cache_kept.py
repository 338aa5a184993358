"""apk's package index stays in the layer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.packages import calls_of, mounted, removes, runs
from gorae.facts.scripts import script
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, StageRule
from gorae.rewrites.edit_command import with_option, without_command

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gorae.shell.packages import Call
    from gorae.stages import Scope, Stage
    from gorae.syntax import Node

_INDEX = re.compile(
    r"/var/cache/apk|/var/cache/?(?:\*|$)|/var/cache/\{[^}]*apk|/var/\{[^}]*cache|/etc/apk/cache|APKINDEX"
)
_LOADS = frozenset(("install", "upgrade", "update", "fix"))


def find(stage: Stage) -> Iterator[Finding]:
    """One finding for each RUN of the image that leaves the index behind."""
    if not stage.reaches_image:
        return
    for node, scope, calls in runs(stage):
        loading = [call for call in calls if _leaves_index(call)]
        if not loading or mounted(node.instruction, "/var/cache/apk", "/etc/apk/cache"):
            continue
        if removes(script(node.instruction, scope), loading[-1].span.start, _INDEX):
            continue
        adding = [call for call in loading if call.action != "update"]
        first = (adding or loading)[0]
        variant = "" if adding else "update"
        edit = _fix(stage, node, scope, calls, loading)
        yield found(
            node.to_document(first.head),
            edit,
            variant=variant,
            command=f"apk {first.subcommand.value if first.subcommand else ''}",
        )


def _leaves_index(call: Call) -> bool:
    return (
        call.manager == "apk"
        and call.action in _LOADS
        and not call.has_flag("--no-cache", "--no-network", "-s", "--simulate")
    )


def _fix(stage: Stage, node: Node, scope: Scope, calls: Sequence[Call], loading: Sequence[Call]) -> Fix | None:
    """Adds `--no-cache` to each call; an update is taken out, since `--no-cache` reads the index again by itself."""
    edits = []
    safe = True
    for call in loading:
        if call.action != "update":
            edits.append(with_option(node.instruction, call, "--no-cache").shift(node.start))
            continue
        edit = without_command(node.instruction, scope, call.command)
        if edit is None or not any(other.action in {"install", "upgrade"} for other in calls if other is not call):
            return None
        edits.append(edit.shift(node.start))
        # A later RUN may live on this index.
        safe = safe and not any(
            later.index > node.index
            and any(_leaves_index(other) for other in calls_of(later.instruction, stage.scope_of(later)))
            for later in stage.instructions("RUN")
        )
    return fix(edits, safe=safe, variant="" if any(call.action != "update" for call in loading) else "update")


RULE = StageRule(
    "apk-cache-kept",
    find,
    aliases=(Alias("hadolint", "DL3019"), Alias("trivy", "DS-0025")),
    severity="information",
    fixes="safe",
    report="once_per_file",
    shipped_only=True,
)
