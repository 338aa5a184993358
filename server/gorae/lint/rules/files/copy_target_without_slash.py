"""Several sources are copied to what may be one file."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from gorae.facts.copies import SYSTEM_FOLDERS
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, InstructionRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction, Word

_FOLDERS = ("/", "\\", "/.", "/..")


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Report the target, unless it is `.`, certainly a folder, or ends in a variable."""
    *sources, target = instruction.words or (None,)
    if len(sources) < 2 or target is None or target.value in ("", ".", "..") or target.value.endswith(_FOLDERS):
        return
    if scope.os_family == "windows":
        return  # there a backslash ends a folder, unless the line goes on: windows-path-escape knows
    if scope.workdir is not None and posixpath.join(scope.workdir, target.value) == scope.workdir:
        return  # WORKDIR has made that folder, and BuildKit copies into it
    end = target.span.end - len(_quote(target))
    if any(variable.span.end == end for variable in target.variables):
        return
    # BuildKit copies into a folder that is there, as these are in every image.
    is_there = target.value in SYSTEM_FOLDERS and scope.base not in (None, "scratch")
    yield found(target.span, _with_slash(target), opt_in=is_there, path=target.value)


def _with_slash(target: Word) -> Fix | None:
    quote = _quote(target)
    if target.text != quote + target.value + quote or target.value.startswith("<<"):
        return None  # quotes that do not hold the whole word; what a slash would make a heredoc of
    offset = target.span.end - len(quote)
    # The Engine builds a file without the slash, the last one, and a folder of all with it.
    return fix(Edit(Span(offset, offset), "/"), safe=False, path=target.value)


def _quote(target: Word) -> str:
    return target.text[-1] if target.text[-1] in "\"'" else ""


RULE = InstructionRule(
    "copy-target-without-slash",
    find,
    aliases=(Alias("hadolint", "DL3021"), Alias("trivy", "DS-0011")),
    severity="error",
    fixes="unsafe",
    instructions=frozenset({"COPY", "ADD"}),
)
