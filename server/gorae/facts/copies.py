"""Where the files of COPY and ADD stand in the image."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from gorae.context import has_wildcards, relative

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.source import Span
    from gorae.stages import Build, Scope, Stage
    from gorae.syntax import Node, Word

# Folders that every Linux image has: a file that is copied to one of these names goes into it.
SYSTEM_FOLDERS = frozenset(
    ("/", "/bin", "/sbin", "/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin", "/usr/local", "/usr/lib",
     "/etc", "/opt", "/srv", "/tmp", "/var", "/var/lib", "/var/tmp", "/root", "/home", "/lib", "/usr", "/mnt")  # noqa: S108 - paths in an image, not here
)  # fmt: skip


# What names the whole context.
_PATTERN = frozenset("*?[")
_WHOLE = frozenset((".", "./", "*", "./*", "/"))


class Landing(NamedTuple):
    """One source of a COPY or ADD, and the absolute path that it is copied to."""

    node: Node
    word: Word
    source: str  # variables replaced
    target: str
    is_folder: bool  # the target is a folder for what is copied; where False, a folder's content or the file itself

    @property
    def is_local(self) -> bool:
        """Whether the source is of the build context."""
        return self.node.instruction.flag("from") is None and "://" not in self.source


def landings(stage: Stage) -> list[Landing]:
    """The sources of the stage's own COPY and ADD whose places are known; worked out once a stage."""
    known = stage.memo.get("landings")
    if known is None:
        known = stage.memo["landings"] = _landings(stage)
    return known  # type: ignore[return-value]  # the memo holds objects of any kind


def _landings(stage: Stage) -> list[Landing]:
    found: list[Landing] = []
    for node in stage.instructions("COPY", "ADD"):
        instruction = node.instruction
        if len(instruction.words) < 2 or instruction.heredocs or instruction.flag("parents") is not None:
            continue
        *sources, last = instruction.words
        target = stage.evaluate(node, last)
        path = absolute(stage, node, target)
        if target is None or path is None:
            continue
        folder = target.endswith(("/", "/.")) or target == "." or len(sources) > 1 or path in SYSTEM_FOLDERS
        for word in sources:
            source = stage.evaluate(node, word)
            if source is not None:
                found.append(Landing(node, word, source, path, folder))
    return found


def absolute(stage: Stage, node: Node, path: str | None) -> str | None:
    """A path of the image as it is at an instruction; None where it or the folder that it starts from is not known."""
    if path is None or "\\" in path or (len(path) > 1 and path[1] == ":"):
        return None
    if not path.startswith("/"):
        folder = stage.scope_of(node).workdir
        if folder is None or not folder.startswith("/"):
            return None
        path = posixpath.join(folder, path)
    return posixpath.normpath("/" + path.lstrip("/"))


def source_of(path: str, all_landings: list[Landing], context: BuildContext) -> tuple[Landing, str] | None:
    """The COPY that brings a file of the image last, and the context's file; None where something else makes it."""
    for landing in reversed(all_landings):
        name = _name(path, landing, context) if landing.is_local else None
        if name is not None:
            return (landing, name) if name in context.files else None
    return None


def _name(path: str, landing: Landing, context: BuildContext) -> str | None:
    source = relative(landing.source)
    if has_wildcards(source):
        for match in context.matches(source):
            if posixpath.join(landing.target, posixpath.basename(match)) == path:
                return match
        return None
    if not context.is_dir(source):
        lands = posixpath.join(landing.target, posixpath.basename(source)) if landing.is_folder else landing.target
        return source if lands == path else None
    prefix = landing.target.rstrip("/") + "/"
    if not path.startswith(prefix):
        return None
    inside = posixpath.join(source, path[len(prefix) :])
    return inside if inside in context.files else None


def copies_whole_context(stage: Stage, node: Node) -> bool:
    """Whether it copies the whole context to where the stage works."""
    instruction = node.instruction
    if instruction.flag("from") is not None or len(instruction.words) != 2 or instruction.heredocs:
        return False
    source, target = (word.value for word in instruction.words)
    workdir = stage.scope_of(node).workdir
    return source in _WHOLE and (target in (".", "./") or target.rstrip("/") == (workdir or "").rstrip("/"))


class ContextSource(NamedTuple):
    """A source as it is written, and its place in the document."""

    value: str
    span: Span
    node: Node  # the COPY or ADD


def context_sources(build: Build) -> Iterator[ContextSource]:
    """The local sources of all COPY and ADD, without those of stages, URLs, heredocs and variables."""
    for node in build.document.nodes:
        instruction = node.instruction
        if instruction.name not in ("COPY", "ADD") or instruction.flag("from") is not None:
            continue
        markers = [heredoc.marker for heredoc in instruction.heredocs]
        for word in instruction.words[:-1]:
            remote = "://" in word.value or word.value.startswith("git@")
            if word.is_static and not remote and not any(marker.covers(word.span) for marker in markers):
                yield ContextSource(word.value, node.to_document(word.span), node)


def context_folders(build: Build, context: BuildContext) -> list[ContextSource]:
    """Those that are folders of the context."""
    return [source for source in context_sources(build) if context.is_dir(source.value)]


class Copied(NamedTuple):
    """What one COPY or ADD brings."""

    node: Node
    target: str  # absolute, without a slash at the end
    files: tuple[str, ...]  # the path of each source in the image; () where a pattern hides them


def copied(stage: Stage) -> Iterator[Copied]:
    """The stage's COPY and ADD whose target is known."""
    for node in stage.instructions("COPY", "ADD"):
        words = node.instruction.words
        scope = stage.scope_of(node)
        if len(words) < 2 or not all(word.is_static for word in words) or scope.os_family == "windows":
            continue
        target = resolved(words[-1].value, scope)
        sources = [word.value for word in words[:-1]]
        if target is None:
            continue
        into = len(sources) > 1 or words[-1].value.endswith("/") or words[-1].value in {".", ".."}
        hidden = any(_PATTERN & set(source) for source in sources) or (into and node.instruction.heredocs)
        names = [f"{target.rstrip('/')}/{posixpath.basename(one.rstrip('/'))}" for one in sources] if into else [target]
        yield Copied(node, target, () if hidden else tuple(names))


def resolved(path: str, scope: Scope) -> str | None:
    """The path from the image's root; None where the folder in force is not known."""
    if "$" in path or path.startswith("~"):
        return None
    if not path.startswith("/"):
        if scope.workdir is None:
            return None
        path = posixpath.join(scope.workdir, path)
    return posixpath.normpath(path)
