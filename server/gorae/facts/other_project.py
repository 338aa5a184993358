"""Whether a package manager's call is about another project than the one in the folder that it runs in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gorae.shell import Word

# The options that name another folder, a part of a workspace or the whole machine, as each manager's help has them.
_OPTIONS = {
    "npm": ("-g", "--global", "--location", "-C", "--prefix", "-w", "--workspace"),
    "yarn": ("global", "--cwd"),
    "pnpm": ("-g", "--global", "-C", "--dir", "--prefix", "-F", "--filter", "-w", "--workspace-root"),
    "bun": ("-g", "--global", "--cwd", "--filter"),
    "uv": ("--directory", "--project"),
    "poetry": ("-C", "--directory", "-P", "--project"),
    "composer": ("global", "-d", "--working-dir"),
    "bundle": ("--gemfile",),
    "cargo": ("-C", "--manifest-path"),
    "go": ("-C",),
    "mvn": ("-f", "--file"),
    "gradle": ("-p", "--project-dir"),
}


def is_for_another_project(manager: str, args: Iterable[Word]) -> bool:
    """Whether the arguments of `npm`, `cargo` … (`manager`) name another project; False for managers not known."""
    options = _OPTIONS.get(manager, ())
    return any(word.value.partition("=")[0] in options for word in args)
