"""A file of settings or a secret that is handed over at run time, and is copied into the image as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.context import relative
from gorae.facts.copies import landings
from gorae.lint.model import Finding, found
from gorae.lint.rule import CallerRule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gorae.context.callers import Word
    from gorae.facts.caller_file import CallerFile, Request


def find(file: CallerFile) -> Iterator[Finding]:
    """Report the `env_file` or a secret's file that a COPY of the service's own build puts into its image."""
    for request in file.requests:
        if request.service is None or request.stage is None:
            continue
        used = [file.secrets[one.value] for one in request.service.secrets if one.value in file.secrets]
        for word, path in (*request.service.env_files, *used):
            if word.known and file.has(word):
                yield from _of(request, word, path)


def _of(request: Request, word: Word, path: Path) -> Iterator[Finding]:
    root = request.caller.context.resolve()
    try:
        name = path.resolve().relative_to(root).as_posix()
        empty = path.stat().st_size == 0
    except (OSError, ValueError):
        return  # not there, or not of the context
    context, build, stage = request.context, request.build, request.stage
    if empty or context is None or build is None or stage is None or name not in context.files:
        return
    if any(mark in path.name for mark in ("example", "sample", "template", "dist")):
        return
    for one in stage.chain:
        for landing in landings(one):
            if landing.is_local and _brings(relative(landing.source), name):
                yield found(word.span, path=word.value, instruction=landing.node.instruction.name)
                return


def _brings(source: str, name: str) -> bool:
    return not source or source in (".", "*") or name == source or name.startswith(source + "/")


RULE = CallerRule("run-secret-in-image", find, report="once_per_message")
