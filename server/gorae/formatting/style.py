"""What the person may choose of the layout, and what the file itself shows as its habit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from gorae.formatting.rows import shape

if TYPE_CHECKING:
    from gorae.stages import Build

KeywordCase = Literal["consistent", "upper", "lower", "keep"]
CASES: tuple[KeywordCase, ...] = ("consistent", "upper", "lower", "keep")


@dataclass(frozen=True, slots=True)
class Options:
    """The editor's indentation, and the case of instructions; `consistent` is what most of the file's have.

    `indent` overrules the file's habit; None follows it, and `tab_size` and `insert_spaces` where there is none.
    """

    tab_size: int = 4
    insert_spaces: bool = True
    keyword_case: KeywordCase = "consistent"
    indent: int | None = None


class Style(NamedTuple):
    """How instructions are laid out: hashable, as what was laid out is kept by it."""

    width: int | None  # of the first level, in columns; None: below the first argument
    tabs: bool
    tab_size: int
    keyword_case: Literal["upper", "lower", "keep"]

    def indent(self, columns: int) -> str:
        """So many columns as blanks."""
        if self.tabs:
            return "\t" * (columns // self.tab_size) + " " * (columns % self.tab_size)
        return " " * columns


def style_of(build: Build, options: Options) -> Style:
    """The style of a document: its own habit as far as it has one, else the options."""
    tab_size = max(1, min(options.tab_size, 16))
    votes: Counter[int | None] = Counter()
    tabbed = rows = 0
    for stage_nodes, scopes in [(build.header, build.header_scopes), *((one.nodes, one.scopes) for one in build.stages)]:
        for node, scope in zip(stage_nodes, scopes, strict=True):
            if "\n" not in node.instruction.text:
                continue
            found = shape(node.instruction, scope, tab_size)
            if found.base:
                votes[found.base] += 1
                votes[None] += found.base == len(node.instruction.keyword.of(node.instruction.text)) + 1
            tabbed += found.tabbed
            rows += found.rows
    tabs = tabbed * 2 > rows if rows and votes else not options.insert_spaces
    width = _width(votes, tab_size)
    if options.indent is not None:
        width, tabs = options.indent, False
    return Style(width, tabs, tab_size, _case(build, options.keyword_case))


def _width(votes: Counter[int | None], tab_size: int) -> int | None:
    fixed = [(count, -width) for width, count in votes.items() if width is not None]
    if not fixed:
        return tab_size
    count, width = max(fixed)
    # Below the first argument is a habit only where keywords of two lengths show it.
    return None if votes[None] > count else -width


def _case(build: Build, wanted: KeywordCase) -> Literal["upper", "lower", "keep"]:
    if wanted != "consistent":
        return wanted
    upper = lower = 0
    for node in build.document.nodes:
        word = node.instruction.keyword.of(node.instruction.text)
        upper += word.isupper()
        lower += word.islower()
    return "lower" if lower > upper else "upper"
