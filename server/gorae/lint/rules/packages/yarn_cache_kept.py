"""yarn keeps what it downloads in a cache in the layer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.caches import Cache
from gorae.lint.fixes.append_command import uncleaned
from gorae.lint.rule import Alias, StageRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.model import Finding
    from gorae.stages import Stage

_CACHE = Cache(
    managers=frozenset(("yarn",)),
    fills=frozenset(("install",)),
    folders=("/usr/local/share/.cache", "~/.cache/yarn", "~/.yarn"),
    removed=re.compile(r"\.cache|yarn.{0,3}cache|\.yarn\b|YARN_CACHE"),
    cleaners=frozenset(("yarn",)),
    clean="yarn cache clean",
    spared_by=("--cache-folder", "--version", "--help", "-v", "-h"),
)


def find(stage: Stage) -> Iterator[Finding]:
    """RUNs of the image that leave the cache behind."""
    return uncleaned(stage, _CACHE)


RULE = StageRule(
    "yarn-cache-kept",
    find,
    aliases=(Alias("hadolint", "DL3060"),),
    severity="information",
    fixes="safe",
    report="once_per_file",
    shipped_only=True,
)
