"""A Dockerfile that is not there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from gorae.context.dockerfiles import is_dockerfile
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import CallerRule
from gorae.source import Edit
from gorae.source.near_words import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.facts.caller_file import CallerFile, Request


def find(file: CallerFile) -> Iterator[Finding]:
    """Report the Dockerfile's path, else the context's, else the name; a missing context is left to another rule."""
    for request in file.requests:
        caller = request.caller
        dockerfile = Path(os.path.normpath(caller.dockerfile))
        if not request.is_local or not caller.context.is_dir() or dockerfile in request.unsaved:
            continue
        if os.path.lexists(dockerfile) or not dockerfile.is_relative_to(file.top):
            continue  # one outside of the repository may come from elsewhere
        if file.is_there_from_top(caller) or file.is_made_later(dockerfile):
            continue
        word = caller.dockerfile_word or caller.context_word or caller.place
        if word is None or not file.has(word):
            continue
        right = _near(request, dockerfile) if word is caller.dockerfile_word else None
        plain = right is not None and word.span.of(file.text) == word.value
        edit = fix(Edit(word.span, right), safe=False, right=right) if plain and right is not None else None
        path = os.path.relpath(dockerfile, file.path.parent).replace(os.sep, "/")
        yield found(word.span, edit, path=path)


def _near(request: Request, dockerfile: Path) -> str | None:
    """A path of almost that name, as it would be written."""
    try:
        names = [name for name in os.listdir(dockerfile.parent) if is_dockerfile(name)]
    except OSError:
        return None
    close = nearest(dockerfile.name, names) or (names[0] if len(names) == 1 else None)
    word = request.caller.dockerfile_word
    if not close or word is None:
        return None
    return word.value[: len(word.value) - len(dockerfile.name)] + close


RULE = CallerRule("build-dockerfile-missing", find, severity="error", fixes="unsafe")
