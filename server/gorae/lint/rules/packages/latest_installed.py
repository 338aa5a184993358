"""A package at `@latest`: another program in each build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule, found
from gorae.lint.rules.packages.reading import calls_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction

_MANAGERS = frozenset(("npm", "yarn", "pnpm", "bun", "go", "uv"))


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Packages whose version is written as `@latest`."""
    for call in calls_of(instruction, scope):
        if call.manager not in _MANAGERS or call.action != "install":
            continue
        for package in call.packages:
            if package.version == "@latest" and package.word.static:
                yield found(package.span, name=package.name)


RULE = Rule("latest-installed", find, "instruction", severity="information", keywords=frozenset(("RUN", "ONBUILD")))
