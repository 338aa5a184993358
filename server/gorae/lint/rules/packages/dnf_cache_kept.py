"""dnf's metadata and packages stay in the layer."""

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
    managers=frozenset(("dnf", "microdnf", "tdnf")),
    fills=frozenset(("install", "upgrade", "update", "dist-upgrade", "distro-sync", "builddep")),
    folders=("/var/cache/dnf", "/var/cache/yum", "/var/cache/libdnf5", "/var/cache/tdnf"),
    removed=re.compile(
        r"/var/cache/(?:dnf|yum|libdnf5|tdnf)|/var/cache/?(?:\*|$)|/var/cache/\{[^}]*(?:dnf|yum)|/var/\{[^}]*cache"
    ),
    cleaners=frozenset(("dnf", "yum", "microdnf", "tdnf")),
    clean="{manager} clean all",
    spared_by=("--downloadonly", "--assumeno"),
)


def find(stage: Stage) -> Iterator[Finding]:
    """RUNs of the image that leave the cache behind."""
    return uncleaned(stage, _CACHE)


RULE = StageRule(
    "dnf-cache-kept",
    find,
    aliases=(Alias("hadolint", "DL3040"), Alias("trivy", "DS-0019"), Alias("trivy", "DS-0027")),
    severity="information",
    fixes="safe",
    report="once_per_file",
    shipped_only=True,
)
