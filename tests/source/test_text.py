from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gorae.source import Encoding, Position, Span, Text

ENCODINGS: tuple[Encoding, ...] = ("utf-8", "utf-16", "utf-32")
CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
# One of each kind that an editor or Python might count or cut in its own way.
PIECES = (
    "RUN a",
    "한글",
    "🐳",
    "👩‍👩‍👧",
    "\t",
    "\u2028",
    "\u2029",
    "\f",
    "\v",
    "\x85",
    "\x1c",
    "é",
    "\n",
    "\r\n",
    "\r",
    " ",
)
texts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@pytest.mark.parametrize(
    ("why", "text", "starts"),
    [
        ("an empty text has one line", "", [0]),
        ("a line without an end", "a", [0]),
        ("behind the last newline another line begins", "a\n", [0, 2]),
        ("CRLF is one end", "a\r\nb", [0, 3]),
        ("a carriage return alone is an end", "a\rb", [0, 2]),
        ("LF, then CRLF", "a\n\r\nb", [0, 2, 4]),
        ("offsets are code points", "한글\n🐳\n", [0, 3, 5]),
        ("signs that Python cuts at, and the protocol does not", "a\u2028b\u2029c\fd\ve\x85f\x1cg", [0]),
        ("both in one text", "a\u2028b\r\nc\fd\ne", [0, 5, 9]),
    ],
)
def test_lines_begin_where_lsp_cuts(why: str, text: str, starts: list[int]) -> None:
    assert Text(text).line_starts == starts, why


@pytest.mark.parametrize(
    ("why", "text", "offset", "utf8", "utf16", "utf32"),
    [
        ("ASCII is the same in all three", "RUN a", 4, (0, 4), (0, 4), (0, 4)),
        ("Korean letters are three bytes", "한글 b", 3, (0, 7), (0, 3), (0, 3)),
        ("a picture is four bytes and two units of UTF-16", "🐳🐳b", 2, (0, 8), (0, 4), (0, 2)),
        ("on the second line, behind a tab", "a\n\t🐳b", 4, (1, 5), (1, 3), (1, 2)),
        ("behind CRLF", "a\r\n글b", 4, (1, 3), (1, 1), (1, 1)),
        ("signs that are no ends of lines", "a\u2028b\fc", 4, (0, 6), (0, 4), (0, 4)),
        ("behind the end is the end", "abc", 99, (0, 3), (0, 3), (0, 3)),
        ("before the beginning is the beginning", "abc", -1, (0, 0), (0, 0), (0, 0)),
    ],
)
def test_positions(
    why: str, text: str, offset: int, utf8: tuple[int, int], utf16: tuple[int, int], utf32: tuple[int, int]
) -> None:
    assert [Text(text).position(offset, encoding) for encoding in ENCODINGS] == [utf8, utf16, utf32], why


@pytest.mark.parametrize(
    ("why", "position", "encoding", "offset"),
    [
        ("beyond a line's end is its end, before CRLF", (0, 99), "utf-16", 2),  # past the line's end is the line's end
        ("beyond the last line is the text's end", (9, 0), "utf-16", 8),  # past the last line is the text's end
        ("a line before the first is the first", (-1, 0), "utf-16", 0),
        ("a column before the first is the first", (0, -5), "utf-16", 0),
        (
            "within the two units of a picture is its beginning",
            (1, 1),
            "utf-16",
            4,
        ),  # in the middle of the whale is before it
        ("within the bytes of a picture is its beginning", (1, 3), "utf-8", 4),
        ("behind the bytes of a picture", (1, 4), "utf-8", 5),
        ("behind the two units of a picture", (1, 2), "utf-16", 5),
        ("behind the code point of a picture", (1, 1), "utf-32", 5),
    ],
)
def test_offsets_of_odd_positions(why: str, position: tuple[int, int], encoding: Encoding, offset: int) -> None:
    assert Text("ab\r\n🐳xyz").offset(Position(*position), encoding) == offset, why


@given(texts)
def test_offset_to_position_and_back(value: str) -> None:
    text = Text(value)
    for encoding in ENCODINGS:
        for offset in range(len(value) + 1):
            if value[offset - 1 : offset + 1] == "\r\n":
                continue  # between the two there is no position in LSP
            assert text.offset(text.position(offset, encoding), encoding) == offset


@given(texts)
def test_columns_are_what_python_encodes(value: str) -> None:
    text = Text(value)
    for encoding in ENCODINGS:
        codec, unit_bytes = CODECS[encoding]
        for offset in range(len(value) + 1):
            line, column = text.position(offset, encoding)
            assert column == len(value[text.line_starts[line] : offset].encode(codec)) // unit_bytes


@given(texts)
def test_lines_cover_the_text(value: str) -> None:
    text = Text(value)
    starts = text.line_starts
    for line, start in enumerate(starts):
        span = text.line_span(line)
        assert span.start == start
        assert not set(span.of(value)) & set("\r\n")
        assert value[span.end : starts[line + 1] if line + 1 < len(starts) else len(value)] in ("", "\n", "\r", "\r\n")
        assert text.line_of(span.end) == line


def test_spans() -> None:
    span = Span(3, 6)
    assert span | Span(5, 9) == Span(3, 9)
    assert span.shift(2) == Span(5, 8)
    assert [span.holds(offset) for offset in (2, 3, 6, 7)] == [False, True, True, False]
    assert [span.covers(other) for other in (Span(3, 6), Span(4, 5), Span(2, 4))] == [True, True, False]
    assert span.of("RUN apt") == " ap"


def test_a_line_begins_behind_the_byte_order_mark_and_ends_with_its_line_feed() -> None:
    text = Text("\ufeffab\r\n한글\n🐳")
    assert [text.start_of_line(offset) for offset in (0, 1, 3, 4, 5, 7, 8, 9)] == [0, 1, 1, 1, 5, 5, 8, 8]
    assert [text.end_of_line(offset) for offset in (0, 3, 4, 5, 8, 9)] == [5, 5, 5, 8, 9, 9]


def test_a_lone_surrogate_is_a_character() -> None:
    text = Text("a\ud800b")
    assert [text.position(2, encoding).column for encoding in ENCODINGS] == [4, 2, 2]
