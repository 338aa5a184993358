"""Caches of package managers: where they lie, what fills them, and what a RUN leaves in its layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.packages import calls_of, mounted, removes, runs
from gorae.facts.scripts import script
from gorae.shell.packages import APT

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from gorae.shell.packages import Call
    from gorae.stages import Scope, Stage
    from gorae.syntax import Node


class Cache(NamedTuple):
    """What fills a cache, where it lies, and what empties it: any of the cleaners' `clean`, or a removal."""

    managers: frozenset[str]
    fills: frozenset[str]
    folders: tuple[str, ...]
    removed: re.Pattern[str]
    cleaners: frozenset[str]
    clean: str  # the command, with `{manager}` for the one that was called
    spared_by: tuple[str, ...] = ()  # options of a call that keep the cache elsewhere


class CacheKept(NamedTuple):
    """A RUN that fills a cache of its layer and does not empty it."""

    node: Node
    scope: Scope
    first: Call  # that fills it
    last: Call
    clean: str  # the command that empties it


def caches_kept(stage: Stage, cache: Cache) -> Iterator[CacheKept]:
    """The RUNs of a stage whose layers reach the image that leave the cache behind."""
    if not stage.reaches_image:
        return
    for node, scope, calls in runs(stage):
        filling = [call for call in calls if _fills(call, cache)]
        if not filling or mounted(node.instruction, *cache.folders):
            continue
        last = filling[-1]
        if _is_cleaned(calls, last, cache) or removes(script(node.instruction, scope), last.span.end, cache.removed):
            continue
        yield CacheKept(node, scope, filling[0], last, cache.clean.format(manager=last.manager))


def _fills(call: Call, cache: Cache) -> bool:
    return call.manager in cache.managers and call.action in cache.fills and not call.has_flag(*cache.spared_by)


def _is_cleaned(calls: tuple[Call, ...], last: Call, cache: Cache) -> bool:
    return any(
        call.manager in cache.cleaners and call.action == "clean" and call.span.start > last.span.start
        for call in calls
    )


class CacheFolders(NamedTuple):
    """Where a manager keeps its cache (with further options of the mount), the options that switch it off, and the options
    and variables that keep it in another place, or nowhere."""

    folders: tuple[str, ...]
    switched_off_by: tuple[str, ...] = ()
    options: str = ""
    also: tuple[str, ...] = ()  # other places that serve as well
    moved_by_options: tuple[str, ...] = ()
    moved_by: tuple[str, ...] = ()


_APT = CacheFolders(("/var/cache/apt", "/var/lib/apt"), (), ",sharing=locked")
CACHE_FOLDERS = {
    "apt-get": _APT, "apt": _APT, "aptitude": _APT,
    "apk": CacheFolders(("/etc/apk/cache",), ("--no-cache",), "", ("/var/cache/apk",), ("--cache-dir",)),
    "dnf": CacheFolders(("/var/cache/dnf",), (), ",sharing=locked", ("/var/cache/libdnf5",)),
    "yum": CacheFolders(("/var/cache/yum",), (), ",sharing=locked", ("/var/cache/dnf",)),
    "zypper": CacheFolders(("/var/cache/zypp",), (), ",sharing=locked"),
    "pip": CacheFolders(("~/.cache/pip",), ("--no-cache-dir",), "", (), ("--cache-dir",), ("PIP_NO_CACHE_DIR", "PIP_CACHE_DIR", "XDG_CACHE_HOME")),
    "uv": CacheFolders(("~/.cache/uv",), ("--no-cache", "-n"), "", (), ("--cache-dir",), ("UV_NO_CACHE", "UV_CACHE_DIR", "XDG_CACHE_HOME")),
    "poetry": CacheFolders(("~/.cache/pypoetry",), ("--no-cache",), "", (), (), ("POETRY_CACHE_DIR", "POETRY_NO_CACHE", "XDG_CACHE_HOME")),
    "npm": CacheFolders(("~/.npm",), (), "", (), ("--cache",), ("npm_config_cache", "NPM_CONFIG_CACHE")),
    "yarn": CacheFolders(("/usr/local/share/.cache/yarn",), (), "", ("~/.cache/yarn", "~/.yarn"), ("--cache-folder",), ("YARN_CACHE_FOLDER",)),
    "pnpm": CacheFolders(("~/.local/share/pnpm/store",), (), "", ("/pnpm/store", "/pnpm"), ("--store-dir",), ("PNPM_HOME", "XDG_DATA_HOME")),
    "bun": CacheFolders(("~/.bun/install/cache",), (), "", (), ("--cache-dir", "--no-cache"), ("BUN_INSTALL_CACHE_DIR", "BUN_INSTALL")),
    "go": CacheFolders(("/go/pkg/mod", "~/.cache/go-build"), (), "", (), (), ("GOMODCACHE", "GOCACHE")),
    "cargo": CacheFolders(("/usr/local/cargo/registry",), (), "", ("~/.cargo", "~/.cargo/registry")),
    "composer": CacheFolders(("~/.composer/cache",), ("--no-cache",), "", ("/tmp/cache", "~/.cache/composer"), (), ("COMPOSER_CACHE_DIR", "COMPOSER_HOME")),  # noqa: S108 - where the image of Composer keeps it
}  # fmt: skip
_DOWNLOADS = frozenset(("install", "ci", "sync", "download", "build", "fetch", "update", "upgrade", "dist-upgrade"))


def without_cache(stage: Stage) -> Iterator[tuple[Node, Scope, list[Call]]]:
    """The RUNs whose managers download with none of their cache folders in a mount, and those calls."""
    for node, scope, calls in runs(stage):
        missing = [call for call in calls if _downloads(call) and not _is_served(node, CACHE_FOLDERS[call.manager])]
        if missing:
            yield node, scope, missing


def _downloads(call: Call) -> bool:
    if call.action == "build" and call.manager not in {"go", "cargo"}:
        return False
    return call.manager in CACHE_FOLDERS and call.action in _DOWNLOADS


def _is_served(node: Node, cache: CacheFolders) -> bool:
    return mounted(node.instruction, *cache.folders, *cache.also)


def are_lists_elsewhere(stage: Stage, node: Node) -> bool:
    """Whether apt's lists come from another RUN, or serve another one: a mount of this one alone would hide them."""
    actions = {call.action for call in calls_of(node.instruction, stage.scope_of(node)) if call.manager in APT}
    return bool(actions) and ("update" not in actions or actions == {"update"})
