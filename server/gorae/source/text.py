"""A text and the places in it.

Everywhere in Gorae a place is an offset in Unicode code points from the text's first character. Only the language
server's edge asks for lines and columns in the client's encoding (LSP 3.17, "Text Documents" and "Position").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import Literal, NamedTuple

Encoding = Literal["utf-8", "utf-16", "utf-32"]

_LINE_END = re.compile(r"\r\n|\n|\r")  # LSP knows these three; str.splitlines knows five more
_ASTRAL = re.compile(r"[\U00010000-\U0010ffff]")


class Span(NamedTuple):
    """A range of a text: offsets in code points, the end not included."""

    start: int
    end: int

    def __or__(self, other: object) -> Span:
        """The smallest span that covers both."""
        if not isinstance(other, Span):
            return NotImplemented
        return Span(min(self.start, other.start), max(self.end, other.end))

    def shift(self, by: int) -> Span:
        """The same range where the text begins `by` code points earlier."""
        return Span(self.start + by, self.end + by)

    def holds(self, offset: int) -> bool:
        """Whether a cursor at this offset touches the span; both ends count."""
        return self.start <= offset <= self.end

    def covers(self, other: Span) -> bool:
        """Whether the other span lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The characters of the text in this span."""
        return text[self.start : self.end]


class Position(NamedTuple):
    """A line and a column, both from 0; the column in the units of the encoding that was asked for."""

    line: int
    column: int


class Text:
    """An immutable text that knows its lines. Lines end at LF, CRLF and CR, as in LSP."""

    __slots__ = ("_ascii", "_line_starts", "value")

    def __init__(self, value: str) -> None:
        self.value = value
        self._line_starts: list[int] | None = None
        self._ascii = value.isascii()

    def __len__(self) -> int:
        return len(self.value)

    def with_replaced(self, span: Span, by: str) -> Text:
        """The text with other characters in the place of a span; it knows its lines where this one knows them."""
        text = Text(self.value[: span.start] + by + self.value[span.end :])
        starts = self._line_starts
        if starts is not None and "\r" not in text.value and "\r" not in self.value:
            first, last = bisect_right(starts, span.start), bisect_right(starts, span.end)
            new = [span.start + match.end() for match in _LINE_END.finditer(by)]
            more = len(text.value) - len(self.value)
            below = [start + more for start in starts[last:]] if more else starts[last:]
            text._line_starts = [*starts[:first], *new, *below]  # of its own kind
        return text

    @property
    def line_starts(self) -> list[int]:
        """The offset of each line's first character."""
        if self._line_starts is None:
            value = self.value
            if "\r" in value:
                self._line_starts = [0, *(match.end() for match in _LINE_END.finditer(value))]
            else:
                sizes = map(len, value.split("\n")[:-1])
                self._line_starts = [0, *accumulate(map((1).__add__, sizes))]
        return self._line_starts

    def line_of(self, offset: int) -> int:
        """The number, from 0, of the line that holds the offset."""
        return bisect_right(self.line_starts, offset) - 1

    def start_of_line(self, offset: int) -> int:
        """Where the line begins that holds the offset; behind a byte order mark, which is the file's."""
        start = self.value.rfind("\n", 0, offset) + 1
        return start + 1 if self.value.startswith("\ufeff", start, offset) else start

    def end_of_line(self, offset: int) -> int:
        """Where the line ends that holds the offset, its line feed included."""
        end = self.value.find("\n", offset)
        return len(self.value) if end < 0 else end + 1

    def line_span(self, line: int) -> Span:
        """The span of a line without its newline."""
        starts = self.line_starts
        start = starts[line]
        end = starts[line + 1] if line + 1 < len(starts) else len(self.value)
        while end > start and self.value[end - 1] in "\r\n":
            end -= 1
        return Span(start, end)

    def position(self, offset: int, encoding: Encoding = "utf-32") -> Position:
        """The line and column of an offset; an offset outside of the text counts as its nearest end."""
        offset = max(0, min(offset, len(self.value)))
        line = bisect_right(self.line_starts, offset) - 1
        start = self.line_starts[line]
        if self._ascii or encoding == "utf-32" or offset == start:
            return Position(line, offset - start)
        before = self.value[start:offset]
        if encoding == "utf-16":
            return Position(line, len(before) + len(_ASTRAL.findall(before)))
        return Position(line, len(before.encode("utf-8", "surrogatepass")))

    def offset(self, position: Position, encoding: Encoding = "utf-32") -> int:
        """The offset of a line and column.

        A column past the line's end is the line's end, a line past the last one the text's end (LSP 3.17, "Position");
        a column inside of a character is that character's start.
        """
        line, column = position
        if line < 0:
            return 0
        if line >= len(self.line_starts):
            return len(self.value)
        start, end = self.line_span(line)
        column = max(column, 0)
        if self._ascii or encoding == "utf-32":
            return min(start + column, end)
        offset = start
        for character in self.value[start:end]:
            column -= _units(character, encoding)
            if column < 0:
                break
            offset += 1
        return offset


def _units(character: str, encoding: Encoding) -> int:
    if encoding == "utf-16":
        return 2 if character > "\uffff" else 1
    return len(character.encode("utf-8", "surrogatepass"))
