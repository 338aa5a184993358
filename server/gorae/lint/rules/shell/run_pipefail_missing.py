"""A pipe whose left side may fail unseen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Fix, Rule, fix, found
from gorae.lint.script import script
from gorae.shell import sets_pipefail
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope, Stage
    from gorae.syntax import Placed

# They do not fail, or fail by design when the right side has had enough.
_CANNOT_FAIL = frozenset(("echo", "printf", "yes", "true", ":"))


def find(stage: Stage) -> Iterator[Finding]:
    """At each RUN with such a pipe; the first of a stage has the fix, which holds for those below."""
    is_first = True
    for placed in stage.all("RUN"):
        scope = stage.scope_of(placed)
        if scope.dialect not in ("sh", "bash") or any("pipefail" in word for word in scope.shell):
            continue
        parsed = script(placed.instruction, scope)
        pipe = next((one for one in parsed.commands if one.is_piped and one.program not in _CANNOT_FAIL), None)
        if pipe is None or sets_pipefail(parsed) or placed.instruction.form == "exec":
            continue
        repair = _shell(stage, scope, placed) if is_first else None
        is_first = False
        yield found(placed.at(pipe.span), repair, command=pipe.program)


def _shell(stage: Stage, scope: Scope, placed: Placed) -> Fix | None:
    if scope.os_family in ("alpine", "busybox"):
        shell = '["/bin/ash", "-eo", "pipefail", "-c"]'
    elif scope.os_family in ("debian", "ubuntu", "redhat"):
        shell = '["/bin/bash", "-o", "pipefail", "-c"]'
    else:
        return None
    text = stage.document.text.value
    start = text.rfind("\n", 0, placed.start) + 1
    keyword = "shell" if placed.instruction.slice(placed.instruction.keyword).islower() else "SHELL"
    return fix(Edit(Span(start, start), f"{keyword} {shell}{stage.document.newline}"), safe=False)


RULE = Rule("run-pipefail-missing", find, "stage", aliases=("DL4006",), fixes="unsafe", told="first")
