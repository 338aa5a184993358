"""What a hover is made from: the place in a document, and what is known around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from gorae.context import BuildContext
    from gorae.source import Span
    from gorae.stages import Build, Stage
    from gorae.syntax import Document, Instruction, Node
    from gorae.texts import Language


class Hover(NamedTuple):
    """A text in Markdown for a span (offsets in code points): of the document; of the instruction while it is made."""

    span: Span
    markdown: str
    whole: str = ""  # all that there is to say of the word, where the text is cut


class Cursor(NamedTuple):
    """A place in an instruction. `instruction` is `node.instruction`, or the one behind its ONBUILD or HEALTHCHECK."""

    document: Document
    build: Build
    language: Language
    context: BuildContext | None
    node: Node
    instruction: Instruction
    offset: int  # of the cursor, from `node.start`

    @property
    def stage(self) -> Stage | None:
        """The stage that the instruction stands in."""
        return self.build.stage_of(self.node)

    def line_of(self, node: Node) -> int:
        """The line of an instruction, from 1."""
        return self.document.line_number(node)
