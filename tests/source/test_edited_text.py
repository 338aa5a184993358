"""A text that is edited knows the same lines as one that is read anew."""

from hypothesis import given
from hypothesis import strategies as st

from gorae.source import Span, Text

WORDS = st.text("ab\n\r가🐳", max_size=12)


@given(WORDS, st.integers(0, 12), st.integers(0, 5), WORDS, st.booleans())
def test_lines_after_an_edit(before: str, at: int, length: int, typed: str, are_lines_known: bool) -> None:
    text = Text(before)
    start = min(at, len(before))
    span = Span(start, min(start + length, len(before)))
    if are_lines_known:
        assert text.line_starts[0] == 0
    edited = text.with_replaced(span, typed)
    anew = Text(before[: span.start] + typed + before[span.end :])
    assert (edited.value, edited.line_starts) == (anew.value, anew.line_starts)
