"""The build context of a file that is being checked."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from gorae.context.folder import read_context
from gorae.context.roots import callers_of, find_root, folders_above, targets_of
from gorae.context.walk import last_change

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gorae.context.folder import BuildContext
    from gorae.context.roots import Shared


def context_of(
    path: Path,
    text: str,
    changed: Mapping[str, str],
    *,
    workspace: Path | None = None,
    unsaved: Mapping[Path, str] | None = None,
    shared: Shared | None = None,
) -> BuildContext | None:
    """The build context of the Dockerfile of that path and text; None where its folder is not there.

    `changed` are texts of other files, by path below the context's root, that are taken for saved; `unsaved` those of an editor.
    `shared` keeps what several Dockerfiles have in common.
    """
    path = path.absolute()
    if not os.path.isdir(path.parent):
        return None
    root = find_root(path, workspace, text=text, unsaved=unsaved, shared=shared)
    walks = shared.walks if shared is not None else None
    context = read_context(root.path, path, changed=changed, unsaved=unsaved, walked=walks)
    callers = callers_of(path, workspace, unsaved, shared)
    targets = targets_of(path, workspace, shared) if text.upper().count("FROM") > 1 else ()
    above = folders_above(path, workspace)
    stamp = context.stamp ^ hash(tuple(last_change(folder) for folder in above))
    others = {file: words for file, words in context.unsaved.items() if file != path}  # its own text is the document
    return replace(context, callers=callers, targets=targets, above=above, origin=root, unsaved=others, stamp=stamp)
