"""A target that is no stage of the Dockerfile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import CallerRule
from gorae.source import Edit
from gorae.source.near_words import near_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.facts.caller_file import CallerFile


def find(file: CallerFile) -> Iterator[Finding]:
    """Report the target's name; a missing Dockerfile is left to another rule."""
    for request in file.requests:
        word = request.caller.target_word
        if word is None or not word.known or not word.value or not file.has(word):
            continue
        if request.build is None or request.stage is not None or not request.build.stages:
            continue
        names = [stage.name for stage in request.build.stages if stage.name]
        close = near_words(word.value.lower(), names, cutoff=0.5)
        plain = word.span.of(file.text) == word.value
        edit = fix(Edit(word.span, close[0]), safe=False, right=close[0]) if close and plain else None
        shown = ", ".join(f"`{name}`" for name in names)
        yield found(word.span, edit, variant="" if names else "nameless", name=word.value, names=shown)


RULE = CallerRule("build-target-unknown", find, severity="error", fixes="unsafe")
