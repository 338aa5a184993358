"""What is copied after USER belongs to root all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.facts.users import is_root
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, StageRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope, Stage
    from gorae.syntax import Node


def find(stage: Stage) -> Iterator[Finding]:
    """Report the keyword of each COPY and ADD without --chown that follows a USER other than root."""
    if stage.os_family == "windows":
        return
    for node in stage.instructions("COPY", "ADD"):
        scope = stage.scope_of(node)
        user = scope.user
        if not user or is_root(user.partition(":")[0]) or node.instruction.flag("chown") is not None:
            continue
        if len(node.instruction.words) < 2 or _given_away_later(stage, node):
            continue
        offset = Span(node.keyword.end, node.keyword.end)
        owner = f'"{user}"' if " " in user else user
        # On scratch, which has no list of users, the build would not know the name.
        is_known = not stage.root.is_scratch or user.replace(":", "").isdecimal()
        edit = fix(Edit(offset, f" --chown={owner}"), safe=False) if is_known else None
        yield found(node.keyword, edit, instruction=node.name, user=user)


def _given_away_later(stage: Stage, node: Node) -> bool:
    """Whether a later RUN changes the owner of the target or of a folder above it."""
    target = node.instruction.words[-1].value
    for later in stage.instructions("RUN"):
        if later.index > node.index and _gives(later, stage.scope_of(later), target):
            return True
    return False


def _gives(node: Node, scope: Scope, target: str) -> bool:
    for command in script(node.instruction, scope).commands:
        if command.effective.program in {"chown", "chgrp"}:
            paths = [word.value.rstrip("/") for word in command.effective.operands()[1:]]
            if any(target.rstrip("/") == path or target.startswith(f"{path}/") for path in paths):
                return True
    return False


RULE = StageRule(
    "copy-owned-by-root",
    find,
    aliases=(
        Alias("tally", "tally/copy-after-user-without-chown"),
        Alias("tally", "tally/ruby/state-paths-not-writable-as-non-root"),
    ),
    severity="information",
    default=False,
    fixes="unsafe",
)
