"""What the user may choose of the layout, and the conventions that the file itself shows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from gorae.formatting.rows import Kind, shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build, Scope
    from gorae.syntax import Node

KeywordCase = Literal["consistent", "upper", "lower", "keep"]
_KINDS: tuple[Kind, ...] = ("words", "arguments", "commands")
CASES: tuple[KeywordCase, ...] = ("consistent", "upper", "lower", "keep")


@dataclass(frozen=True, slots=True)
class Options:
    """The editor's indentation, and the case of instructions; `consistent` is what most of the file's have.

    `indent` overrules the file's convention; None follows it, and `tab_size` and `insert_spaces` where there is none.
    """

    tab_size: int = 4
    insert_spaces: bool = True
    keyword_case: KeywordCase = "consistent"
    indent: int | None = None


class Style(NamedTuple):
    """How instructions are laid out: hashable, as what was laid out is kept by it."""

    widths: tuple[tuple[Kind, int], ...]  # of the first level, in columns
    is_forced: bool  # whatever the file's convention is
    tabs: bool
    tab_size: int
    keyword_case: Literal["upper", "lower", "keep"]
    flush_comments: bool  # comments between continued lines stand in the first column

    def width(self, kind: Kind) -> int:
        """The columns of the first level."""
        return dict(self.widths)[kind]

    def indent(self, columns: int) -> str:
        """So many columns as blanks."""
        if self.tabs:
            return "\t" * (columns // self.tab_size) + " " * (columns % self.tab_size)
        return " " * columns


def style_of(build: Build, options: Options) -> Style:
    """The style of a document: its own conventions as far as it has any, else the options."""
    tab_size = max(1, min(options.tab_size, 16))
    votes: dict[Kind, Counter[int]] = {kind: Counter() for kind in _KINDS}
    tabbed = rows = flush = comments = 0
    for node, scope in _with_scopes(build):
        if "\n" not in node.instruction.text:
            continue
        found = shape(node.instruction, scope, tab_size)
        if found.base and not found.is_below:
            votes[found.kind][found.base] += 1
        tabbed += found.tabbed
        rows += found.rows
        flush += found.flush_comments
        comments += found.comments
    tabs = tabbed * 2 > rows if rows else not options.insert_spaces
    every = sum(votes.values(), Counter[int]())
    widths = tuple((kind, _width(votes[kind] or every, tab_size)) for kind in _KINDS)
    if options.indent is not None:
        widths, tabs = tuple((kind, options.indent) for kind in _KINDS), False
    return Style(
        widths, options.indent is not None, tabs, tab_size, _case(build, options.keyword_case), flush * 2 > comments
    )


def _with_scopes(build: Build) -> Iterator[tuple[Node, Scope]]:
    yield from zip(build.header, build.header_scopes, strict=True)
    for stage in build.stages:
        yield from zip(stage.nodes, stage.scopes, strict=True)


def _width(votes: Counter[int], tab_size: int) -> int:
    """What most have; of two that as many have, the smaller."""
    return max(votes, key=lambda width: (votes[width], -width), default=tab_size)


def _case(build: Build, wanted: KeywordCase) -> Literal["upper", "lower", "keep"]:
    if wanted != "consistent":
        return wanted
    upper = lower = 0
    for node in build.document.nodes:
        word = node.instruction.keyword.of(node.instruction.text)
        upper += word.isupper()
        lower += word.islower()
    return "lower" if lower > upper else "upper"
