"""A package manager without a cache mount downloads everything again whenever its layer is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.bundler import OF_IMAGE, gems_folder, installs, setting
from gorae.facts.caches import are_lists_elsewhere, without_cache
from gorae.facts.packages import mounted
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, StageRule
from gorae.rewrites.cache_mount import cache_mount, cache_mounts
from gorae.shell.packages import APT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell.packages import Call
    from gorae.source import Edit
    from gorae.stages import Stage
    from gorae.syntax import Node


def find(stage: Stage) -> Iterator[Finding]:
    """One finding for each RUN whose managers have none of their folders in a mount.

    apt's RUNs are mended all or none: with the first mount goes what lets Debian's images delete packages after each install.
    """
    rows = [(node, calls, _edits(stage, node, calls)) for node, _, calls in without_cache(stage)]
    mends_apt = all(edits is not None for _, calls, edits in rows if _is_apt(calls))
    for node, calls, edits in rows:
        manager = calls[0].manager
        is_mended = edits is not None and (mends_apt or not _is_apt(calls))
        repair = fix(edits, safe=False, manager=manager) if edits is not None and is_mended else None
        yield found(node.to_document(calls[0].head), repair, manager=manager)
    yield from _of_bundler(stage)


def _of_bundler(stage: Stage) -> Iterator[Finding]:
    """Bundler's own calls: it uses an archive again that lies in the folder where it puts those that it downloads."""
    archives = f"{OF_IMAGE}/cache"
    for install in installs(stage):
        instruction = install.node.instruction
        is_of_image = gems_folder(stage, install) == OF_IMAGE and setting(stage, install, "path") is None
        if not is_of_image or mounted(instruction, archives):
            continue
        repair = None
        # A folder that is mounted cannot be removed: what cleans up goes first.
        edit = cache_mount(stage, install.node, archives)
        if edit is not None and "cache" not in instruction.text:
            repair = fix(edit, safe=False, reads=(install.node.span,), manager="bundle")
        yield found(install.node.to_document(install.head), repair, manager="bundle")


def _edits(stage: Stage, node: Node, calls: list[Call]) -> list[Edit] | None:
    return None if are_lists_elsewhere(stage, node) else cache_mounts(stage, node, calls)


def _is_apt(calls: list[Call]) -> bool:
    return any(call.manager in APT for call in calls)


RULE = StageRule("cache-mount-missing", find, aliases=(Alias("tally", "tally/prefer-package-cache-mounts"), Alias("tally", "tally/ruby/prefer-bundler-cache-mount")), severity="information", default=False, fixes="unsafe")  # fmt: skip
