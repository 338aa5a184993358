"""The files that reach the builder, as a page."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from gorae.around.phrases import say
from gorae.context import read_context
from gorae.context.caller_names import is_ignore_file
from gorae.context.ignorefile import dockerfile_of
from gorae.context.roots import context_root_for
from gorae.texts.sizes import size

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gorae.context import BuildContext
    from gorae.texts import Language

_MOST_ROWS = 1_000


def origin_of(context: BuildContext, language: Language) -> str:
    """Who says that this is the build context: a file, or a guess."""
    origin = context.origin
    folder = os.path.basename(context.root) or os.fspath(context.root)
    if origin is None or origin.origin == "own":
        return say("root-own", language, folder=folder)
    if origin.origin == "sources":
        return say("root-guessed", language, folder=folder)
    return say("root-said", language, folder=folder, file=origin.file.name if origin.file is not None else "")


def context_page(path: Path, unsaved: Mapping[Path, str], language: Language) -> str:
    """A table of the largest files first, as Markdown. `path` is an ignore file or a Dockerfile."""
    if is_ignore_file(path.name):
        root, dockerfile = path.parent, dockerfile_of(path)
    else:
        root, dockerfile = context_root_for(path, text=unsaved.get(path)), path
    context = read_context(root, dockerfile, count_excluded=True, unsaved=unsaved)
    total = sum(context.files.values())
    facts = {"count": len(context.files), "size": size(total), "excluded": context.excluded}
    rows = sorted(context.files.items(), key=lambda row: (-row[1], row[0]))[:_MOST_ROWS]
    table = "\n".join(f"| {size(count)} | `{name}` |" for name, count in rows)
    title, lens = say("context-title", language), say("context-lens", language, **facts)
    wrong = context.ignore_error
    if wrong is not None:
        said = {"file": wrong.path.rsplit("/", 1)[-1], "line": wrong.line, "pattern": wrong.pattern}
        lens = f"{say('context-broken', language, **said)}\n\n{lens}"
    if context.truncated:
        lens = f"{lens}\n\n{say('context-more', language)}"
    return f"# {title}\n\n`{os.fspath(root)}`\n\n{lens}\n\n| | |\n| ---: | --- |\n{table}\n"
