"""What git ignores below a folder, read from its files.

Git itself is not asked: a repository's own configuration can name programs that git then runs (a file-system monitor,
a transport for objects that are missing), and that configuration comes with an archive or a shared folder.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gorae.context.reading import read_regular
from gorae.context.wildcards import git_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gorae.context.wildcards import Wildcards

_NAME = ".gitignore"
_BOM = b"\xef\xbb\xbf"
_MOST_BYTES = 1_000_000
_MOST_INDEX_BYTES = 100_000_000
_EXTENDED = 0x4000  # gitformat-index(5): two more bytes of flags follow
_EXCLUDES_FILE = re.compile(r"^[ \t]*excludesfile[ \t]*=[ \t]*\"?([^\"\s][^\"\n]*)", re.MULTILINE | re.IGNORECASE)


def repository_of(folder: Path) -> Path | None:
    """The folder of the git repository that a folder belongs to; None outside of one."""
    return next((one for one in (folder, *folder.parents) if os.path.exists(one / ".git")), None)


class _Rule(NamedTuple):
    """A line of an ignore file."""

    keeps: bool  # written with `!`
    folders_only: bool
    by_name: bool  # it holds for a name wherever it is below
    pattern: Wildcards


class GitIgnore:
    """The ignore rules in force at and below a folder. Paths are relative to the folder `top`, with `/`."""

    def __init__(self, top: Path, *, is_repository: bool) -> None:
        self.top = top
        self._own: dict[str, tuple[_Rule, ...]] = {}
        self._shared: list[tuple[_Rule, ...]] = []  # weaker than any `.gitignore`, the strongest first
        if is_repository:
            folder = git_folder(top)
            paths = [*([folder / "info" / "exclude"] if folder else []), *_user_files()]
            self._shared = [_rules(path) for path in paths]

    def enter(self, folder: str) -> None:
        """Reads the `.gitignore` of a folder, `` for the top. Folders are entered from the top down."""
        rules = _rules(self.top / folder / _NAME)
        if rules:
            self._own[folder] = rules

    def ignores(self, path: str, *, is_folder: bool) -> bool:
        """Whether git ignores a path in a folder that it does not ignore: the nearest rule that matches decides."""
        folder, name = path, path.rpartition("/")[2]
        while folder and self._own:
            folder = folder.rpartition("/")[0]
            rules = self._own.get(folder)
            if rules:
                decided = _decision(rules, path[len(folder) + 1 :] if folder else path, name, is_folder=is_folder)
                if decided is not None:
                    return decided
        decisions = (_decision(rules, path, name, is_folder=is_folder) for rules in self._shared)
        return next((decided for decided in decisions if decided is not None), False)


def is_ignored_by_git(path: Path) -> bool:
    """Whether the ignore files of the repository around it name a path: a fresh clone does not have it. It need not exist."""
    repository = repository_of(path.parent)
    if repository is None:
        return False
    rules = GitIgnore(repository, is_repository=True)
    rules.enter("")
    parts = path.relative_to(repository).parts
    for end in range(1, len(parts) + 1):
        part = "/".join(parts[:end])
        if rules.ignores(part, is_folder=end < len(parts)):
            return True
        rules.enter(part)
    return False


class IgnoreRules:
    """Lines of a `.gitignore` that were given elsewhere."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._rules = tuple(rule for line in lines if (rule := _rule(line)) is not None)

    @staticmethod
    def malformed(lines: Iterable[str]) -> list[str]:
        """The lines that are no comment and can match nothing, such as `[`."""
        return [line for line in lines if line.strip() and not line.startswith("#") and _rule(line) is None]

    def __bool__(self) -> bool:
        """Whether there is a line that may match."""
        return bool(self._rules)

    def ignores(self, path: str, *, is_folder: bool) -> bool:
        """Whether they ignore a path, or a folder above it."""
        parts = path.split("/")
        above = range(1, len(parts))
        return any(self._matches("/".join(parts[:end]), is_folder=True) for end in above) or self._matches(
            path, is_folder=is_folder
        )

    def _matches(self, path: str, *, is_folder: bool) -> bool:
        return _decision(self._rules, path, path.rpartition("/")[2], is_folder=is_folder) is True


def _decision(rules: tuple[_Rule, ...], path: str, name: str, *, is_folder: bool) -> bool | None:
    """Whether an ignore file ignores a path; None where no rule of it matches. The last one that matches decides."""
    for rule in reversed(rules):
        if (is_folder or not rule.folders_only) and rule.pattern.fullmatch(name if rule.by_name else path):
            return not rule.keeps
    return None


def _rules(path: Path) -> tuple[_Rule, ...]:
    try:
        content = read_regular(path, _MOST_BYTES)
    except (OSError, ValueError):
        return ()
    lines = content.removeprefix(_BOM).decode("utf-8", "surrogateescape").split("\n")
    return tuple(rule for line in lines if (rule := _rule(line.removesuffix("\r"))) is not None)


def _rule(line: str) -> _Rule | None:
    """A line of an ignore file; None for a comment, an empty one, or one that matches nothing (gitignore(5))."""
    text = line.rstrip(" ")
    if text.endswith("\\") and len(text) < len(line):
        text += " "
    if not text or text.startswith("#"):
        return None
    keeps = text.startswith("!")
    text = text[keeps:]
    folders_only = text.endswith("/")
    text = text.removesuffix("/")
    by_name = "/" not in text
    pattern = git_pattern(text.removeprefix("/")) if text else None
    return _Rule(keeps, folders_only, by_name, pattern) if pattern is not None else None


@lru_cache(maxsize=1)
def _user_files() -> tuple[Path, ...]:
    """The user's own ignore file: what their git configuration names, else where git looks (gitignore(5))."""
    home = Path(os.path.expanduser("~"))
    folder = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "git"
    for configuration in (home / ".gitconfig", folder / "config"):
        try:
            named = _EXCLUDES_FILE.findall(read_regular(configuration, _MOST_BYTES).decode("utf-8", "replace"))
        except OSError:
            continue
        if named:
            return (Path(os.path.expanduser(named[-1].strip())),)
    return (folder / "ignore",)


def git_folder(repository: Path) -> Path | None:
    """Where the repository's own files are: `.git`, or the folder that a worktree's `.git` file names."""
    own = repository / ".git"
    if os.path.isdir(own):
        return own
    try:
        text = read_regular(own, 10_000).decode("utf-8", "surrogateescape")
    except OSError:
        return None
    return repository / text.removeprefix("gitdir:").strip() if text.startswith("gitdir:") else None


def tracked_files(repository: Path) -> Iterator[str]:
    """The paths of git's index, relative to the repository with `/`; nothing where it cannot be read.

    The format is gitformat-index(5), versions 2 to 4, for SHA-1.
    """
    folder = git_folder(repository)
    if folder is None:
        return
    try:
        content = read_regular(folder / "index", _MOST_INDEX_BYTES)
    except OSError:
        return
    version = int.from_bytes(content[4:8], "big")
    if content[:4] != b"DIRC" or version not in (2, 3, 4):
        return
    position, previous = 12, b""
    for _ in range(int.from_bytes(content[8:12], "big")):
        flags = int.from_bytes(content[position + 60 : position + 62], "big")
        name = position + (64 if flags & _EXTENDED else 62)
        if version == 4:
            kept, name = _prefix_length(content, name, len(previous))
            end = content.find(b"\0", name)
            previous = previous[:kept] + content[name:end]
            following = end + 1
        else:
            end = content.find(b"\0", name)
            previous = content[name:end]
            following = position + (end - position + 8) // 8 * 8
        if end < 0 or following <= position:
            return
        yield previous.decode("utf-8", "surrogateescape")
        position = following


def _prefix_length(content: bytes, position: int, length: int) -> tuple[int, int]:
    """How much of the last name stays, from git's variable-width number of the bytes that go; and where that ends."""
    value = 0
    while position < len(content):
        byte = content[position]
        position += 1
        value = (value << 7) | (byte & 0x7F)
        if byte < 0x80 or value > length:
            break
        value += 1
    return max(length - value, 0), position
