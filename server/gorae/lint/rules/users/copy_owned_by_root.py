"""What is copied after USER belongs to root all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule, fix, found
from gorae.lint.rules.users.ending import is_root
from gorae.lint.script import script
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope, Stage
    from gorae.syntax import Placed


def find(stage: Stage) -> Iterator[Finding]:
    """At the keyword of each COPY and ADD without --chown below a USER that is not root."""
    if stage.os_family == "windows":
        return
    for placed in stage.all("COPY", "ADD"):
        scope = stage.scope_of(placed)
        user = scope.user
        if not user or is_root(user.partition(":")[0]) or placed.instruction.flag("chown") is not None:
            continue
        if len(placed.instruction.words) < 2 or _given_away_later(stage, placed):
            continue
        at = Span(placed.keyword.end, placed.keyword.end)
        owner = f'"{user}"' if " " in user else user
        # On scratch, which has no list of users, the build would not know the name.
        is_known = not stage.root.is_scratch or user.replace(":", "").isdecimal()
        edit = fix(Edit(at, f" --chown={owner}"), safe=False) if is_known else None
        yield found(placed.keyword, edit, instruction=placed.name, user=user)


def _given_away_later(stage: Stage, placed: Placed) -> bool:
    """Whether a later RUN changes the owner of the target or of a folder above it."""
    target = placed.instruction.words[-1].value
    for later in stage.all("RUN"):
        if later.index > placed.index and _gives(later, stage.scope_of(later), target):
            return True
    return False


def _gives(placed: Placed, scope: Scope, target: str) -> bool:
    for command in script(placed.instruction, scope).commands:
        if command.effective.program in {"chown", "chgrp"}:
            paths = [word.value.rstrip("/") for word in command.effective.operands()[1:]]
            if any(target.rstrip("/") == path or target.startswith(f"{path}/") for path in paths):
                return True
    return False


RULE = Rule(
    "copy-owned-by-root",
    find,
    "stage",
    aliases=("tally/copy-after-user-without-chown",),
    severity="information",
    default=False,
    fixes="unsafe",
)
