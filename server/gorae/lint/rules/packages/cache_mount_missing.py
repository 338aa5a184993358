"""A package manager without a cache mount downloads everything again whenever its layer is built."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.packages import mounted, runs
from gorae.lint.fixes.edit_command import taken_out, trailing_removal
from gorae.lint.model import Finding, Fix, Rule, fix, found
from gorae.lint.rules.packages.apt_lists_kept import LISTS
from gorae.shell.packages import APT
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gorae.shell.packages import Call
    from gorae.stages import Scope, Stage
    from gorae.syntax import Node


class _Cache(NamedTuple):
    """Where a manager keeps its cache (with further options of the mount), and the options that switch it off."""

    folders: tuple[str, ...]
    switched_off_by: tuple[str, ...] = ()
    options: str = ""
    also: tuple[str, ...] = ()  # other places that serve as well


_APT = _Cache(("/var/cache/apt", "/var/lib/apt"), (), ",sharing=locked")
_CACHES = {
    "apt-get": _APT, "apt": _APT, "aptitude": _APT,
    "apk": _Cache(("/etc/apk/cache",), ("--no-cache",), "", ("/var/cache/apk",)),
    "dnf": _Cache(("/var/cache/dnf",), (), ",sharing=locked", ("/var/cache/libdnf5",)),
    "yum": _Cache(("/var/cache/yum",), (), ",sharing=locked", ("/var/cache/dnf",)),
    "zypper": _Cache(("/var/cache/zypp",), (), ",sharing=locked"),
    "pip": _Cache(("~/.cache/pip",), ("--no-cache-dir",)),
    "uv": _Cache(("~/.cache/uv",), ("--no-cache", "-n")),
    "poetry": _Cache(("~/.cache/pypoetry",), ("--no-cache",)),
    "npm": _Cache(("~/.npm",)),
    "yarn": _Cache(("/usr/local/share/.cache/yarn",), (), "", ("~/.cache/yarn", "~/.yarn")),
    "pnpm": _Cache(("~/.local/share/pnpm/store",), (), "", ("/pnpm/store", "/pnpm")),
    "bun": _Cache(("~/.bun/install/cache",)),
    "go": _Cache(("/go/pkg/mod", "~/.cache/go-build")),
    "cargo": _Cache(("/usr/local/cargo/registry",), (), "", ("~/.cargo", "~/.cargo/registry")),
    "composer": _Cache(("~/.composer/cache",), ("--no-cache",), "", ("/tmp/cache", "~/.cache/composer")),  # noqa: S108 - where the image of Composer keeps it
}  # fmt: skip
_DOWNLOADS = frozenset(("install", "ci", "sync", "download", "build", "fetch", "update", "upgrade", "dist-upgrade"))
_KEEPS_NO_ARCHIVES = "rm -f /etc/apt/apt.conf.d/docker-clean"  # Debian's images delete packages after each install
_INDENT = "    "


def find(stage: Stage) -> Iterator[Finding]:
    """One finding for each RUN whose managers have none of their folders in a mount."""
    for node, scope, calls in runs(stage):
        missing = [call for call in calls if _downloads(call) and not _is_served(node, _CACHES[call.manager])]
        if missing:
            yield found(node.to_document(missing[0].head), _fix(node, scope, missing), manager=missing[0].manager)


def _downloads(call: Call) -> bool:
    if call.action == "build" and call.manager not in {"go", "cargo"}:
        return False
    return call.manager in _CACHES and call.action in _DOWNLOADS


def _is_served(node: Node, cache: _Cache) -> bool:
    return mounted(node.instruction, *cache.folders, *cache.also)


def _fix(node: Node, scope: Scope, missing: Sequence[Call]) -> Fix | None:
    """Adds the mounts, and takes out what would leave them empty. Only where the home folder is known."""
    instruction = node.instruction
    caches = list(dict.fromkeys(_CACHES[call.manager] for call in missing))
    home = "/root" if scope.user in {None, "root", "0", "root:root", "0:0"} else None
    if instruction.name != "RUN" or (
        home is None and any(path.startswith("~") for one in caches for path in one.folders)
    ):
        return None
    targets = [(path.replace("~", home or ""), cache.options) for cache in caches for path in cache.folders]
    mounts = [f"--mount=type=cache,target={path}{options}" for path, options in targets]
    glue = " " if instruction.heredocs or instruction.form == "exec" else f" {scope.escape}{scope.newline}{_INDENT}"
    start = instruction.arguments.start
    text = "".join(mount + glue for mount in mounts)
    edits = []
    if any(call.manager in APT for call in missing) and instruction.form == "shell" and not instruction.heredocs:
        text += f"{_KEEPS_NO_ARCHIVES}{glue}&& "
        removal = trailing_removal(instruction, scope, LISTS)
        edits += [removal] if removal else []
    edits.append(Edit(Span(start, start), text))
    for call in missing:
        edits += [
            taken_out(instruction, word.span)
            for word in call.args
            if word.value in _CACHES[call.manager].switched_off_by
        ]
    return fix([edit.shift(node.start) for edit in edits], safe=False, manager=missing[0].manager)


RULE = Rule(
    "cache-mount-missing", find, "stage", aliases=("tally/prefer-package-cache-mounts",), severity="information",
    default=False, fixes="unsafe",
)  # fmt: skip
