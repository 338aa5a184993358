"""A source that looks as if it were outside of the build context."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import InstructionRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Report each source that begins with `..` or `~`: the context's root is as far up as a path leads."""
    if instruction.flag("from") is not None or scope.os_family == "windows":
        return
    for word in instruction.words[:-1]:
        path = posixpath.normpath(word.value) if word.is_static and word.value else ""
        if word.value.startswith("~/"):
            yield found(word.span, variant="home", path=word.value)
        elif path == ".." or path.startswith("../"):
            inside = path
            while inside.startswith("../"):
                inside = inside[3:]
            inside = "." if inside == ".." else inside
            repair = fix(Edit(word.span, inside), safe=False, inside=inside) if word.text == word.value else None
            yield found(word.span, repair, path=word.value, inside=inside)


RULE = InstructionRule(
    "copy-source-outside", find, fixes="unsafe", report="once_per_file", instructions=frozenset({"COPY", "ADD"}),
    supersedes=frozenset({"copy-source-missing"}),
)  # fmt: skip
