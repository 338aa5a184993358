"""Node.js without `NODE_ENV=production`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.entrypoint import has_variable, program_of
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import FileRule
from gorae.rewrites.lines import line_above

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build

_PROGRAMS = frozenset(("node", "nodejs", "npm", "yarn", "pnpm"))
_DEVELOPING = ("dev", "watch", "--watch", "test", "develop", "nodemon")


def find(build: Build) -> Iterator[Finding]:
    """Report the program that starts, where NODE_ENV has no value."""
    stage = build.last
    start = program_of(stage) if stage is not None else None
    if stage is None or start is None or start.program not in _PROGRAMS:
        return
    if has_variable(stage, "NODE_ENV") or any(word.endswith(_DEVELOPING) for word in start.arguments):
        return
    yield found(start.span, fix(line_above(build.document, start.node, "ENV", "NODE_ENV=production"), safe=False))


RULE = FileRule(
    "node-env-missing", find, severity="hint", default=False, fixes="unsafe", shipped_only=True, last_only=True
)
