"""Where COPY and ADD put what they bring."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope, Stage
    from gorae.syntax import Node

_PATTERN = frozenset("*?[")


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
        target = absolute(words[-1].value, scope)
        sources = [word.value for word in words[:-1]]
        if target is None:
            continue
        into = len(sources) > 1 or words[-1].value.endswith("/") or words[-1].value in {".", ".."}
        hidden = any(_PATTERN & set(source) for source in sources) or (into and node.instruction.heredocs)
        names = [f"{target.rstrip('/')}/{posixpath.basename(one.rstrip('/'))}" for one in sources] if into else [target]
        yield Copied(node, target, () if hidden else tuple(names))


def absolute(path: str, scope: Scope) -> str | None:
    """The path from the image's root; None where the folder in force is not known."""
    if "$" in path or path.startswith("~"):
        return None
    if not path.startswith("/"):
        if scope.workdir is None:
            return None
        path = posixpath.join(scope.workdir, path)
    return posixpath.normpath(path)
