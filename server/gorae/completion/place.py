"""Where a person types: in which instruction, behind what, and in which word."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from gorae.source import Span
from gorae.source.providers import ask_all
from gorae.syntax import instruction as parse_instruction
from gorae.syntax.scanner import continued_lines

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from gorae.completion.model import Item
    from gorae.context import BuildContext
    from gorae.source.providers import OnError
    from gorae.stages import Build, Scope, Stage
    from gorae.syntax import Document, Instruction, Node
    from gorae.texts import Language

_BLANKS = " \t\r\n"


class Place(NamedTuple):
    """A cursor. All that is read stands before it; what stands behind matters only for the word it is in."""

    document: Document
    build: Build
    offset: int
    language: Language
    context: BuildContext | None
    today: dt.date
    index: int  # type: ignore[assignment]  # tuple.index is not missed; how many of the document's instructions stand before the one that is typed in
    start: int  # where the instruction that is typed in begins; `offset` where there is none
    written: Instruction | None  # that instruction as far as the cursor, with spans from `start`; None on a new line
    on_error: OnError | None = None  # is told of a provider that fails; None: it raises

    def ask(self, provide: Callable[..., list[Item]], *more: object) -> list[Item]:
        """What a provider offers at this place; nothing where it fails."""
        return ask_all(provide, self, *more, on_error=self.on_error)

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text.value

    @property
    def line(self) -> str:
        """The cursor's line as far as the cursor."""
        return self.text[self.document.text.start_of_line(self.offset) : self.offset]

    @property
    def node(self) -> Node | None:
        """The instruction that is typed in, as the document knows it."""
        node = self.document.nodes
        return node[self.index] if self.written is not None and self.index < len(node) else None

    @property
    def stage(self) -> Stage | None:
        """The stage that the cursor stands in; None above the first FROM."""
        return next((one for one in reversed(self.build.stages) if one.nodes[0].index < self.index), None)

    @property
    def scope(self) -> Scope | None:
        """What is in force there."""
        node = self.node
        if node is not None:
            return self.build.scope_of(node)
        stage = self.stage
        return stage.scopes[-1] if stage is not None else None

    def word(self, stops: str = "") -> Span:
        """The word at the cursor, up to blanks, the line's end and `stops`; empty behind a blank. In the document."""
        text, start, end = self.text, self.offset, self.offset
        floor = self.start if self.written is not None else 0
        while start > floor and text[start - 1] not in _BLANKS and text[start - 1] not in stops:
            start -= 1
        while end < len(text) and text[end] not in _BLANKS and text[end] not in stops:
            end += 1
        return Span(start, end)

    def typed(self, span: Span) -> str:
        """What of a word stands before the cursor."""
        return self.text[span.start : self.offset]


def place_at(
    document: Document,
    build: Build,
    offset: int,
    language: Language,
    context: BuildContext | None,
    today: dt.date,
) -> Place:
    """The cursor's place; instructions that go on over lines, and half-written ones, count."""
    starts = [node.start for node in document.nodes]
    index = bisect_right(starts, offset) - 1
    if index >= 0 and _is_in(document, index, offset):
        start = starts[index]
        written = parse_instruction(document.text.value[start:offset], document.escape)
        return Place(
            document,
            build,
            offset,
            language=language,
            context=context,
            today=today,
            index=index,
            start=start,
            written=written,
        )
    return Place(
        document,
        build,
        offset,
        language=language,
        context=context,
        today=today,
        index=index + 1,
        start=offset,
        written=None,
    )


def _is_in(document: Document, index: int, offset: int) -> bool:
    node = document.nodes[index]
    if offset <= node.span.end:
        return True
    # A character put where the cursor is belongs to the instruction if its line goes on to there.
    text = document.text.value[node.start : offset] + "x"
    _, _, _, stop = continued_lines(text, 0, document.escape)
    return stop == len(text)
