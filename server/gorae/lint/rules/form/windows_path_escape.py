"""A Windows path whose last backslash joins the next line to its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import ELSEWHERE, FileRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build
    from gorae.syntax import Node

_LINE_END = re.compile(r"(?<!\S)(?P<word>[^\s]*)(?P<sign>\\)[ \t]*(?=\r?\n)")
# A drive, a variable's folder, or a folder in a folder: a path, not a word that is continued.
_PATH = re.compile(r"""["'=]*(?:[A-Za-z]:(?:\\|$)|%\w+%|\$\{?(?:env:)?\w+\}?(?:\\|$))|[\w .-]+\\[\w .-]""")


def find(build: Build) -> Iterator[Finding]:
    """Report the backslash in a Windows stage, where it is the file's escape character."""
    if build.document.escape != "\\" or not any(stage.os_family == "windows" for stage in build.stages):
        return
    ends = [(node, match) for node in build.document.nodes for match in _LINE_END.finditer(node.instruction.text)]
    paths = [(node, match) for node, match in ends if _is_windows(build, node) and _PATH.match(match["word"])]
    # With another escape character all other joined lines would fall apart.
    repair = _directive(build) if len(paths) == len(ends) else None
    for node, match in paths:
        yield found(node.to_document(Span(*match.span("sign"))), repair, path=match["word"] + "\\")


def _is_windows(build: Build, node: Node) -> bool:
    stage = build.stage_of(node)
    return stage is not None and stage.os_family == "windows"


def _directive(build: Build) -> Fix:
    """The fix that makes the backtick the escape character, as Docker's documentation does for Windows."""
    directives = build.document.directives
    everything = Span(0, len(build.document.text.value))  # another fix may write a backslash that joins lines
    newline = build.document.newline
    if directives:
        end = directives[-1].span.end
        return fix(Edit(Span(end, end), f"{newline}# escape=`"), safe=False, reads=(everything,))
    start = 1 if build.document.text.value.startswith("\ufeff") else 0
    return fix(Edit(Span(start, start), f"# escape=`{newline}"), safe=False, reads=(everything,))


RULE = FileRule("windows-path-escape", find, severity="error", fixes="unsafe", reads={ELSEWHERE: ("\\",)})
