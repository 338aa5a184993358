"""Where the files of COPY and ADD stand in the image."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from gorae.context import has_wildcards, relative
from gorae.stages import evaluate

if TYPE_CHECKING:
    from gorae.context import BuildContext
    from gorae.stages import Stage
    from gorae.syntax import Node, Word

# Folders that every Linux image has: a file that is copied to one of these names goes into it.
SYSTEM_FOLDERS = frozenset(
    ("/", "/bin", "/sbin", "/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin", "/usr/local", "/usr/lib",
     "/etc", "/opt", "/srv", "/tmp", "/var", "/var/lib", "/var/tmp", "/root", "/home", "/lib", "/usr", "/mnt")  # noqa: S108 - paths in an image, not here
)  # fmt: skip


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
    escape = stage.document.escape
    for node in stage.instructions("COPY", "ADD"):
        instruction = node.instruction
        if len(instruction.words) < 2 or instruction.heredocs or instruction.flag("parents") is not None:
            continue
        values = {name: value.value for name, value in stage.environment_at(node).items()}
        *sources, last = instruction.words
        target = evaluate(last, values, escape)
        path = absolute(stage, node, target)
        if target is None or path is None:
            continue
        folder = target.endswith(("/", "/.")) or target == "." or len(sources) > 1 or path in SYSTEM_FOLDERS
        for word in sources:
            source = evaluate(word, values, escape)
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
