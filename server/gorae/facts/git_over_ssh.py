"""Addresses of repositories that git reaches by SSH: it starts `ssh` for them, which no package of git brings along."""

from __future__ import annotations

import re

_ADDRESS = re.compile(
    r"(?:git\+)?ssh://(?:[\w.-]+@)?(?P<host>[\w.-]+)(?::\d+)?/|\b[\w-]+@(?P<scp>[\w-]+(?:\.[\w-]+)+):(?!//)"
)
GIT_READS = re.compile(r"git (?:clone|fetch|pull|submodule|ls-remote)")


def ssh_host(word: str) -> str | None:
    """The host that a word names as an address by SSH (`git@github.com:a/b.git`, `git+ssh://git@host/a`); None: it is none."""
    match = _ADDRESS.search(word)
    return None if match is None else match["host"] or match["scp"]
