"""zypper's metadata and packages stay in the layer."""

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
    managers=frozenset(("zypper",)),
    fills=frozenset(("install", "upgrade", "update", "dist-upgrade", "patch")),
    folders=("/var/cache/zypp",),
    removed=re.compile(r"/var/cache/zypp|/var/cache/?(?:\*|$)|/var/\{[^}]*cache"),
    cleaners=frozenset(("zypper",)),
    clean="zypper clean --all",
    spared_by=("--dry-run",),
)


def find(stage: Stage) -> Iterator[Finding]:
    """RUNs of the image that leave the cache behind."""
    return uncleaned(stage, _CACHE)


RULE = StageRule(
    "zypper-cache-kept",
    find,
    aliases=(Alias("hadolint", "DL3036"), Alias("trivy", "DS-0020")),
    severity="information",
    fixes="safe",
    report="once_per_file",
    shipped_only=True,
)
