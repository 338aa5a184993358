"""A build context that is not there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from gorae.context.reading import read_regular
from gorae.lint.model import Finding, found
from gorae.lint.rule import CallerRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.facts.caller_file import CallerFile

_MOST_BYTES = 200_000


def find(file: CallerFile) -> Iterator[Finding]:
    """Report the context's path; a folder outside the repository, or of a submodule, may come from elsewhere."""
    for request in file.requests:
        caller = request.caller
        word = caller.context_word
        folder = Path(os.path.normpath(caller.context))
        if word is None or not file.has(word) or not caller.is_known or os.path.lexists(folder):
            continue
        if not folder.is_relative_to(file.top) or _is_of_submodule(file.top, folder) or file.is_made_later(folder):
            continue
        if not file.is_there_from_top(caller):
            yield found(word.span, path=word.value)


def _is_of_submodule(top: Path, folder: Path) -> bool:
    try:
        text = read_regular(top / ".gitmodules", _MOST_BYTES).decode("utf-8", "replace")
    except OSError:
        return False
    paths = [line.partition("=")[2].strip() for line in text.splitlines() if line.strip().startswith("path")]
    return any(path and folder.is_relative_to(top / path) for path in paths)


RULE = CallerRule("build-context-missing", find, severity="error")
