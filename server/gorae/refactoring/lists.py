"""Package lists, sorted, one a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.packages import calls_of
from gorae.refactoring.model import Refactoring
from gorae.shell.packages import APT, RPM
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.refactoring.model import Selection

# For the others the order may change what is installed.
_MANAGERS = APT | RPM | {"apk", "zypper"}
_INDENT = "    "


def offers(selection: Selection) -> Iterator[Refactoring]:
    """For each list of packages that is touched."""
    if len(selection.nodes) != 1 or selection.first.name != "RUN":
        return
    node = selection.first
    instruction = node.instruction
    for call in calls_of(instruction, selection.scope):
        words = [one.word for one in call.packages]
        if call.manager not in _MANAGERS or call.action != "install" or len(words) < 2:
            continue
        if any(one.local for one in call.packages) or any(not word.static or word.globs for word in words):
            continue
        span = words[0].span | words[-1].span
        inside = instruction.slice(span)
        # An option or a comment between the packages has its place there.
        if "#" in inside or len(inside.replace(instruction.escape, " ").split()) != len(words):
            continue
        if not node.to_document(call.span).holds(selection.span.start):
            continue
        texts = sorted({word.text for word in words}, key=lambda text: text.strip("'\"").lower())
        glue = f" {instruction.escape if not instruction.heredocs else chr(92)}{selection.document.newline}"
        indent = _indent_of(instruction.text, call.span.start)
        written = (glue + indent).join(texts)
        before = instruction.text[: span.start]
        trimmed = before.rstrip(" \t")
        broken = before.rsplit("\n", 1)[-1].strip() == ""
        edit = Edit(span, written) if broken else Edit(span._replace(start=len(trimmed)), glue + indent + written)
        if edit.span.of(instruction.text) != edit.text:
            yield Refactoring("sort-packages", "rewrite", (edit.shift(node.start),), True, (("count", len(texts)),))


def _indent_of(text: str, offset: int) -> str:
    """One step deeper than the line that the call begins on."""
    line = text.rfind("\n", 0, offset) + 1
    if line == 0:
        return _INDENT
    own = text[line : line + len(text[line:]) - len(text[line:].lstrip(" \t"))]
    return own + _INDENT
