"""The build context of a file that is being checked."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from gorae.context.folder import read_context
from gorae.context.roots import callers_of, context_root_for, folders_above

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gorae.context.folder import BuildContext


def context_of(
    path: Path,
    text: str,
    changed: Mapping[str, str],
    *,
    workspace: Path | None = None,
    unsaved: Mapping[Path, str] | None = None,
) -> BuildContext | None:
    """The build context of the Dockerfile of that path and text; None where its folder is not there.

    `changed` are texts of other files, by path below the context's root, that are taken for saved.
    """
    path = path.absolute()
    if not os.path.isdir(path.parent):
        return None
    context = read_context(context_root_for(path, workspace, text=text), path, changed=changed, unsaved=unsaved)
    return replace(context, callers=callers_of(path, workspace, unsaved), above=folders_above(path, workspace))
