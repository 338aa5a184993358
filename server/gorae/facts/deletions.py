"""Files that one layer of the image brings and a later one deletes: they stay in the image all the same."""

from __future__ import annotations

import fnmatch
import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.copies import SYSTEM_FOLDERS, landings, with_parents
from gorae.facts.downloads import downloads
from gorae.facts.image_paths import absolute
from gorae.facts.packages import mounted
from gorae.facts.scripts import script
from gorae.facts.users import works_as_root
from gorae.source.derived import derived

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gorae.facts.copies import Landing
    from gorae.shell import Command, Script, Word
    from gorae.source import Span
    from gorae.stages import Stage
    from gorae.syntax import Node

_HOME = "/root"
_WILDCARD = re.compile(r"[*?\[]")
_SWEPT = frozenset(("/tmp/*", "/var/tmp/*", "/tmp", "/var/tmp", "/var/cache/*", "/root/*"))  # noqa: S108 - paths in an image
_ARCHIVES = (
    ".tar", ".gz", ".tgz", ".xz", ".bz2", ".zst", ".zip", ".7z", ".deb", ".rpm", ".apk", ".whl", ".jar", ".war", ".iso", ".run", ".bin",
)  # fmt: skip


class Made(NamedTuple):
    """A file or folder, by its absolute path in the image; variables stay as they are written."""

    path: str
    node: Node
    span: Span  # of the word that makes it, in the document
    how: str  # copy, download, clone, write
    landing: Landing | None


class Deleted(NamedTuple):
    """Something made, and the `rm` of a later layer that names it."""

    made: Made
    node: Node
    command: Command
    word: Word
    span: Span  # of the word, in the document


@derived
def deletions(stage: Stage) -> list[Deleted]:
    """What the stage's own RUNs delete of what earlier layers, of it or of the stages it is based on, have brought."""
    return list(_deletions(stage))


def _deletions(stage: Stage) -> Iterator[Deleted]:
    made: _MadeBelow | None = None
    seen: set[tuple[str, int]] = set()  # one finding a path, and one a word behind `rm`
    for node in stage.instructions("RUN"):
        read = script(node.instruction, stage.scope_of(node))
        for command in read.commands:
            if command.effective.program != "rm":
                continue
            for word in command.effective.operands():
                path = _path(stage, node, read, command, word.value)
                if path is None or path == "/" or path in SYSTEM_FOLDERS:
                    continue
                if made is None:
                    made = _MadeBelow(stage)
                for one in made.that_may_be_in(path):
                    keys = {(one.path, one.node.index), (path, node.index)}
                    if _sweeps(path) and not _is_weighty(one):
                        continue
                    if one.node.index < node.index and _covers(path, one.path) and not keys & seen:
                        seen |= keys
                        yield Deleted(one, node, command, word, node.to_document(word.span))


class _MadeBelow:
    """What a stage and those that it is based on have made, the last first; by its path and the folders above it."""

    def __init__(self, stage: Stage) -> None:
        self._all = [one for each in reversed(stage.chain) for one in _made(each)][::-1]
        self._below: dict[str, list[Made]] = {}
        for one in self._all:
            for folder in with_parents(one.path):
                self._below.setdefault(folder, []).append(one)

    def that_may_be_in(self, pattern: str) -> Sequence[Made]:
        return self._all if _WILDCARD.search(pattern) else self._below.get(pattern, ())


def _sweeps(path: str) -> bool:
    """Whether `rm` empties a folder for temporary files: customary at the end of a RUN, whatever is in there."""
    return path in _SWEPT


def _is_weighty(made: Made) -> bool:
    """Whether it is worth a word that something is swept away too late: a download, a repository, an archive."""
    return made.how in ("download", "clone") or made.path.lower().endswith(_ARCHIVES)


def _covers(pattern: str, path: str) -> bool:
    if pattern == path or path.startswith(pattern + "/"):
        return True
    return bool(_WILDCARD.search(pattern)) and fnmatch.fnmatchcase(path, pattern) and not pattern.startswith("/*")


def _made(stage: Stage) -> Iterator[Made]:
    for landing in landings(stage):
        path = landing.path
        if path is None:
            if landing.target in SYSTEM_FOLDERS:
                continue
            path = landing.target
        if path != stage.scope_of(landing.node).workdir:
            yield Made(path, landing.node, landing.node.to_document(landing.word.span), "copy", landing)
    for node in stage.instructions("RUN"):
        read = script(node.instruction, stage.scope_of(node))
        written = list(_written(stage, node, read))
        taken = list(_taken_away(stage, node, read)) if written else []
        for path, span, how in written:
            gone = any(start > span.start and _covers(pattern, path) for pattern, start in taken)
            if not gone and not mounted(node.instruction, path):
                yield Made(path, node, node.to_document(span), how, None)


def _taken_away(stage: Stage, node: Node, read: Script) -> Iterator[tuple[str, int]]:
    """The paths and patterns that a RUN itself deletes or moves, and where its command stands."""
    for command in read.commands:
        effective = command.effective
        if effective.program in ("rm", "mv", "unlink"):
            operands = effective.operands()
            for word in operands[:-1] if effective.program == "mv" else operands:
                path = _path(stage, node, read, command, word.value)
                if path is not None:
                    yield path, command.span.start


def _written(stage: Stage, node: Node, read: Script) -> Iterator[tuple[str, Span, str]]:
    for one in downloads(read):
        path = _path(stage, node, read, one.command, one.file) if one.file else None
        if path is not None:
            yield path, one.address.span, "download"
    for command in read.commands:
        effective = command.effective
        if effective.program == "git" and effective.subcommand == "clone":
            operands = effective.operands(("-b", "--branch", "--depth", "-c", "--config", "-o", "--origin", "-j"))[1:]
            if not operands:
                continue
            name = operands[-1].value if len(operands) > 1 else re.sub(r"\.git$|/$", "", operands[0].value)
            name = name if len(operands) > 1 else posixpath.basename(name)
            path = _path(stage, node, read, command, name)
            if path is not None and path not in SYSTEM_FOLDERS:
                yield path, operands[0].span, "clone"
        for redirection in command.redirections:
            target = redirection.target
            if target is not None and redirection.operator in (">", ">>", ">|"):
                path = _path(stage, node, read, command, target.value)
                if path is not None:
                    yield path, target.span, "write"


def _path(stage: Stage, node: Node, read: Script, command: Command, name: str) -> str | None:
    """The absolute path that a word of a command means; None where a `cd` before it hides that."""
    for home in ("~/", "$HOME/", "${HOME}/"):
        if name.startswith(home):
            return posixpath.join(_HOME, name[len(home) :]) if works_as_root(stage, node) is not False else None
    if not name.startswith("/"):
        moved = any(
            one.effective.program in ("cd", "pushd") and one.span.start < command.span.start for one in read.commands
        )
        if moved or name.startswith(("$", "~", "-")):
            return None
    return absolute(stage, node, name)
