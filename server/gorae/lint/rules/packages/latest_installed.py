"""A package at `@latest`: another program in each build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.packages import calls_of
from gorae.facts.scripts import script
from gorae.lint.model import Finding, found
from gorae.lint.rule import InstructionRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction

# They load a package and run it, or keep it: `npx create@latest`, `corepack prepare pnpm@latest`.
_RUNNERS = {
    "npx": (), "bunx": (), "pnpx": (), "uvx": (), "corepack": ("prepare", "use", "install"), "npm": ("exec", "x"), "pnpm": ("dlx",),
    "yarn": ("dlx",), "bun": ("x",), "go": ("run",), "uv": ("tool",),
}  # fmt: skip
_MANAGERS = frozenset(("npm", "yarn", "pnpm", "bun", "go", "uv"))


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Packages whose version is written as `@latest`, installed or run."""
    for call in calls_of(instruction, scope):
        if call.manager not in _MANAGERS or call.action != "install":
            continue
        for package in call.packages:
            if package.version == "@latest" and package.word.static:
                yield found(package.span, name=package.name)
    for command in script(instruction, scope).commands:
        effective = command.effective
        verbs = _RUNNERS.get(effective.program)
        if verbs is None or (verbs and effective.subcommand not in verbs):
            continue
        if effective.program == "uv" and "run" not in [word.value for word in effective.args]:
            continue  # `uv tool install` is a call of a package manager
        for word in effective.args:
            if word.value.endswith("@latest") and not word.is_option and word.static:
                yield found(word.span, name=word.value.removesuffix("@latest"))
                break


RULE = InstructionRule(
    "latest-installed", find, severity="information", report="once_per_file", instructions=frozenset({"RUN"})
)
