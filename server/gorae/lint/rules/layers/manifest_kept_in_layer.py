"""Files that only tell an install what to install, in a layer of their own."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from gorae.facts.bundler import installs
from gorae.facts.packages import calls_of
from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, StageRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage
    from gorae.syntax import Node

_MANIFESTS = frozenset((
    "Gemfile", "Gemfile.lock", "Gemfile*", "package.json", "package-lock.json", "package*.json", "yarn.lock", "pnpm-lock.yaml",
    "requirements.txt", "pyproject.toml", "uv.lock", "poetry.lock", "go.mod", "go.sum", "composer.json", "composer.lock",
))  # fmt: skip
_INSTALLS = frozenset(("install", "ci", "sync", "download"))


def find(stage: Stage) -> Iterator[Finding]:
    """Report a COPY of nothing but manifests where a RUN below it, before the next COPY, installs by them."""
    with_bundler = {install.node.index for install in installs(stage)}
    for node in stage.instructions("COPY"):
        instruction = node.instruction
        names = [posixpath.basename(word.value) for word in instruction.words[:-1]]
        if instruction.flag("from") is not None or not names or not set(names) <= _MANIFESTS:
            continue
        if _is_installed_by(stage, node, with_bundler):
            yield found(node.keyword, files=", ".join(names))


def _is_installed_by(stage: Stage, copy: Node, with_bundler: set[int]) -> bool:
    for node in stage.nodes:
        if node.index <= copy.index:
            continue
        if node.name in ("COPY", "ADD"):
            return False
        calls = calls_of(node.instruction, stage.scope_of(node))
        if node.index in with_bundler or any(call.action in _INSTALLS and not call.packages for call in calls):
            return True
    return False


RULE = StageRule(
    "manifest-kept-in-layer",
    find,
    aliases=(Alias("tally", "tally/ruby/prefer-gemfile-bind-mounts"),),
    severity="hint",
    default=False,
    report="once_per_stage",
)
