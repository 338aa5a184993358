from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gorae.source import Edit, Span, apply_edits, differences, overlapping


@pytest.mark.parametrize(
    ("why", "edits", "result"),
    [
        ("no edit changes nothing", [], "RUN apt update"),
        ("a word is replaced", [(4, 7, "apt-get")], "RUN apt-get update"),
        (
            "offsets are of the text before, in whatever order the edits come",
            [(8, 14, "upgrade"), (4, 7, "apt-get")],
            "RUN apt-get upgrade",
        ),
        (
            "an insertion stands before what is replaced at the same place",
            [(4, 4, "sudo "), (4, 7, "dnf")],
            "RUN sudo dnf update",
        ),
        ("two insertions at one place keep their order", [(4, 4, "a"), (4, 4, "b")], "RUN abapt update"),
        ("a deletion up to the end", [(3, 14, "")], "RUN"),
        ("an insertion at the end", [(14, 14, " -y")], "RUN apt update -y"),
        ("two replacements that touch", [(4, 7, "dnf"), (7, 8, "  ")], "RUN dnf  update"),
    ],
)
def test_edits_are_of_the_text_before(why: str, edits: list[tuple[int, int, str]], result: str) -> None:
    assert apply_edits("RUN apt update", [Edit(Span(a, b), text) for a, b, text in edits]) == result, why


def test_edits_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap at offset 2"):
        apply_edits("abcdef", [Edit(Span(0, 3), "x"), Edit(Span(2, 4), "y")])


@pytest.mark.parametrize(
    ("why", "one", "other", "touch"),
    [
        ("one ends where the other begins", (0, 3), (3, 5), False),
        ("they share code points", (0, 3), (2, 5), True),
        ("two insertions at one place", (2, 2), (2, 2), True),
        ("an insertion where a replacement begins", (2, 2), (2, 4), True),
        (
            "an insertion where a replacement ends",
            (2, 2),
            (0, 2),
            True,
        ),  # what is inserted would go on from words that are others by then
        ("an insertion before a replacement", (2, 2), (3, 5), False),
        ("an insertion within a replacement", (0, 9), (3, 3), True),
    ],
)
def test_overlapping(why: str, one: tuple[int, int], other: tuple[int, int], touch: bool) -> None:
    first, second = [Edit(Span(*one), "")], [Edit(Span(*other), "")]
    assert overlapping(first, second) is touch, why
    assert overlapping(second, first) is touch, why


@given(
    st.text("ab\n한🐳", max_size=20),
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 3), st.text("xy", max_size=3))),
)
def test_edits_at_once_are_edits_one_by_one_from_behind(text: str, rows: list[tuple[int, int, str]]) -> None:
    edits: list[Edit] = []
    for start, length, new in sorted(rows):
        end = min(start + length, len(text))
        if start <= len(text) and start <= end and (not edits or edits[-1].span.end < start):
            edits.append(Edit(Span(start, end), new))
    expected = text
    for edit in reversed(edits):
        expected = expected[: edit.span.start] + edit.text + expected[edit.span.end :]
    assert apply_edits(text, edits) == expected
    assert apply_edits("#" + text, [edit.shift(1) for edit in edits]) == "#" + expected


@given(
    st.lists(st.sampled_from(["a\n", "b\r\n", "c\r", "고래\n", "\n", "d"])),
    st.lists(st.sampled_from(["a\n", "b\r\n", "e\n", "\n"])),
)
def test_differences_make_one_text_of_the_other(before: list[str], after: list[str]) -> None:
    one, other = "".join(before), "".join(after)
    assert apply_edits(one, differences(one, other)) == other


def test_differences_are_the_lines_that_differ() -> None:
    found = differences("a\nb\nc\nd\n", "a\nB\nc\nd\ne\n")
    assert found == [Edit(Span(2, 4), "B\n"), Edit(Span(8, 8), "e\n")]
