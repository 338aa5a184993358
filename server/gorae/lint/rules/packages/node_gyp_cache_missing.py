"""node-gyp downloads Node.js's headers again on every build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.packages import mounted, runs
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, StageRule
from gorae.rewrites.cache_mount import cache_mount

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage

_COMPILERS = frozenset(("gcc", "g++", "make", "build-base", "build-essential", "node-gyp", "alpine-sdk"))
_MANAGERS = frozenset(("npm", "yarn", "pnpm"))
_ACTIONS = frozenset(("install", "ci", "rebuild"))
_FOLDER = "/root/.cache/node-gyp"
_DECIDED = ("npm_config_devdir", "NPM_CONFIG_DEVDIR", "npm_package_config_node_gyp_devdir")


def find(stage: Stage) -> Iterator[Finding]:
    """Report an install of a project in a stage that installs a compiler, where no mount holds what node-gyp downloads."""
    if stage.os_family == "windows":
        return
    rows = list(runs(stage))
    if not any(package.name in _COMPILERS for _, _, calls in rows for call in calls for package in call.packages):
        return
    for node, _, calls in rows:
        environment = stage.environment_at(node)
        call = next(
            (call for call in calls if call.manager in _MANAGERS and call.action in _ACTIONS and not call.packages),
            None,
        )
        if (
            call is None
            or mounted(node.instruction, _FOLDER, "~/.cache")
            or any(name in environment for name in _DECIDED)
        ):
            continue
        edit = cache_mount(stage, node, _FOLDER)
        yield found(node.to_document(call.head), fix(edit, safe=False) if edit is not None else None)


RULE = StageRule(
    "node-gyp-cache-missing",
    find,
    aliases=(Alias("tally", "tally/js/node-gyp-cache-mounts"),),
    severity="hint",
    default=False,
    fixes="unsafe",
)
