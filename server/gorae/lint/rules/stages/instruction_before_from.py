"""An instruction above the first FROM that is no ARG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.source import Edit, Span
from gorae.syntax import INSTRUCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build
    from gorae.syntax import Node


def find(build: Build) -> Iterator[Finding]:
    """Report the keyword; a text without any FROM is left alone, as it may be a fragment."""
    if not build.stages:
        return
    wrong = [node for node in build.header if node.name in INSTRUCTIONS and node.name != "ARG"]
    repair = _moved(build, wrong) if wrong else None
    for node in wrong:
        yield found(node.keyword, repair, name=node.name)


def _moved(build: Build, wrong: list[Node]) -> Fix | None:
    """All of them, in their order and with their comments, right below the first FROM.

    None where one uses a variable, for an ARG above FROM has no value below it, and where not all of it is understood.
    """
    if any("$" in node.instruction.text for node in wrong) or any(
        node.name not in INSTRUCTIONS for node in build.header
    ):
        return None
    text, newline = build.document.text.value, build.document.newline
    lines = [build.document.lines_with_comments(node) for node in wrong]
    moved = "".join(span.of(text).removesuffix("\n").removesuffix("\r") + newline for span in lines)
    end = text.find("\n", build.stages[0].from_instruction.span.end)
    offset = len(text) if end < 0 else end + 1
    added = moved if end >= 0 else newline + moved.removesuffix(newline)
    return fix(
        [*(Edit(_with_blank_lines(text, span), "") for span in lines), Edit(Span(offset, offset), added)], safe=False
    )


def _with_blank_lines(text: str, lines: Span) -> Span:
    """Also the blank lines below, where nothing stands above: a file does not begin with them."""
    if text[: lines.start].strip("\ufeff"):
        return lines
    rest = text[lines.end :]
    return Span(lines.start, lines.end + len(rest) - len(rest.lstrip("\r\n")))


RULE = FileRule(
    "instruction-before-from", find, aliases=(Alias("hadolint", "DL3061"),), severity="error", fixes="unsafe"
)
