"""One line of the light bulb that mends nothing: edits, and what it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from gorae.texts import Catalogue

if TYPE_CHECKING:
    from gorae.context import BuildContext
    from gorae.source import Edit, Span
    from gorae.stages import Build, Scope, Stage
    from gorae.syntax import Document, Node
    from gorae.texts import Language


class Refactoring(NamedTuple):
    """A change that a user may want. `safe`: the image stays the same, or is only smaller."""

    name: str  # its title is that line of `titles.LANGUAGE.md`
    kind: Literal["extract", "rewrite"]
    edits: tuple[Edit, ...]  # of the document, in code points
    safe: bool
    facts: tuple[tuple[str, object], ...] = ()


class Selection(NamedTuple):
    """What is selected; an empty span is a cursor. `nodes` are the instructions that it touches, in one stage."""

    document: Document
    build: Build
    stage: Stage
    span: Span
    nodes: tuple[Node, ...]
    context: BuildContext | None

    @property
    def first(self) -> Node:
        """The first instruction that is touched."""
        return self.nodes[0]

    @property
    def scope(self) -> Scope:
        """What is in force at the first instruction."""
        return self.stage.scope_of(self.nodes[0])

    def line_of(self, node: Node) -> int:
        """Where the line of an instruction begins."""
        return self.document.text.start_of_line(node.start)

    def behind(self, node: Node) -> int:
        """Where the line behind an instruction begins."""
        end = self.document.text.value.find("\n", node.span.end)
        return len(self.document.text) if end < 0 else end + 1


_TITLES = Catalogue("gorae.refactoring", "titles")


def title(refactoring: Refactoring, language: Language) -> str:
    """What the light bulb shows."""
    return _TITLES.say(refactoring.name, language, **dict(refactoring.facts))
