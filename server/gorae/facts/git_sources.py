"""The repositories that ADD clones: what their addresses name, and the pages that show it."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import parse_qs

_SCP = re.compile(r"[\w-]+@(?P<host>[\w.-]+):(?P<path>[^#?]*)(?P<rest>.*)", re.DOTALL)
_URL = re.compile(
    r"(?P<scheme>https?|ssh|git)://(?:[^@/]*@)?(?P<host>[^/:#?]+)(?::\d+)?/(?P<path>[^#?]*)(?P<rest>.*)", re.DOTALL
)
# Between a repository's page and a branch, tag or commit there.
_TREES = {"github.com": "tree", "gitlab.com": "-/tree"}


class GitSource(NamedTuple):
    """A repository, what of it is taken (a branch, tag or commit; empty: its default branch), and the folder in it."""

    host: str
    path: str  # without `.git`
    ref: str = ""
    folder: str = ""

    @property
    def page(self) -> str:
        """The address at which the host shows it: what is taken, where it is known how the host names that."""
        repository = f"https://{self.host}/{self.path}"
        tree = _TREES.get(self.host)
        if tree is None or not self.ref:
            return repository
        return "/".join(filter(None, (repository, tree, self.ref, self.folder)))


def git_source(address: str) -> GitSource | None:
    """The repository that a source of ADD names, as BuildKit's `ParseGitRef` reads it; None where it is something else.

    By HTTP it is one where its path ends in `.git`. Behind `#` stand a branch, tag or commit and, after a colon, a folder.
    """
    match = _SCP.fullmatch(address) or _URL.fullmatch(address)
    if match is None:
        return None
    path = match["path"].strip("/")
    if address.startswith("http") and "://" in address and not path.endswith(".git"):
        return None
    query, _, fragment = match["rest"].lstrip("?").partition("#")
    ref, _, folder = fragment.partition(":")
    if match["rest"].startswith("?"):
        given = parse_qs(query)
        ref = next((given[name][0] for name in ("ref", "tag", "branch", "commit") if name in given), ref)
        folder = given.get("subdir", [folder])[0]
    return GitSource(match["host"], path.removesuffix(".git"), ref, folder.strip("/"))
