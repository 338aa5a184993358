"""Whose repository it is, as git's own configuration on this machine says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.context.reading import read_regular
from gorae.source.derived import derived

if TYPE_CHECKING:
    from gorae.context.folder import BuildContext

_MOST_BYTES = 100_000
_URL = re.compile(r"^[ \t]*url[ \t]*=[ \t]*(?:[^\s:/]*[:/])+?([\w.-]+)/[\w.-]+/?[ \t]*$", re.MULTILINE)


def is_owner(context: BuildContext, name: str) -> bool:
    """Whether a remote of the repository stands under that account's name; hyphens and case do not count."""
    return _plain(name) in _all_owners(context)


@derived
def _all_owners(context: BuildContext) -> frozenset[str]:
    return frozenset(_plain(owner) for owner in _owners(context))


def _owners(context: BuildContext) -> list[str]:
    for folder in context.above:
        file = folder / ".git" / "config"
        try:
            return _URL.findall(read_regular(file, _MOST_BYTES).decode("utf-8", "replace"))
        except OSError:
            continue
    return []


def _plain(name: str) -> str:
    return re.sub(r"[-_.]", "", name).lower()
