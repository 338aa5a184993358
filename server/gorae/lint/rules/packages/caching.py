"""Caches that a RUN leaves in its layer, for the managers that have a command to clean them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.packages import mounted, removes, runs
from gorae.facts.scripts import script
from gorae.lint.fixes.append_command import appended
from gorae.lint.model import Finding, fix, found

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from gorae.shell.packages import Call
    from gorae.stages import Stage


class Cache(NamedTuple):
    """What fills a cache, where it lies, and what empties it: any of the cleaners' `clean`, or a removal."""

    managers: frozenset[str]
    fills: frozenset[str]
    folders: tuple[str, ...]
    removed: re.Pattern[str]
    cleaners: frozenset[str]
    clean: str  # the command, with `{manager}` for the one that was called
    spared_by: tuple[str, ...] = ()  # options of a call that keep the cache elsewhere


def kept(stage: Stage, cache: Cache) -> Iterator[Finding]:
    """One finding for each RUN of the image that fills the cache and does not empty it."""
    if not stage.reaches_image:
        return
    for node, scope, calls in runs(stage):
        filling = [call for call in calls if _fills(call, cache)]
        if not filling or mounted(node.instruction, *cache.folders):
            continue
        last = filling[-1]
        if _is_cleaned(calls, last, cache) or removes(script(node.instruction, scope), last.span.end, cache.removed):
            continue
        command = cache.clean.format(manager=last.manager)
        edit = appended(node, scope, last, command)
        yield found(
            node.to_document(filling[0].head),
            edit and fix(edit, safe=True, clean=command),
            manager=last.manager,
            clean=command,
        )


def _fills(call: Call, cache: Cache) -> bool:
    return call.manager in cache.managers and call.action in cache.fills and not call.has_flag(*cache.spared_by)


def _is_cleaned(calls: tuple[Call, ...], last: Call, cache: Cache) -> bool:
    return any(
        call.manager in cache.cleaners and call.action == "clean" and call.span.start > last.span.start
        for call in calls
    )
