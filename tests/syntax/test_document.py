"""Any text is a document: ranges that fit, the same after edits as afresh."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gorae.source import Edit, Span
from gorae.syntax import document as module
from gorae.syntax import parse, reparse
from syntax.dockerfiles import BREAKS, FLAGS, HEADS, LINES, WORDS, dockerfiles, valid_dockerfiles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.syntax import Document, Instruction, Variable

FREE = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
# What an editor sends: words, line ends of all kinds, what is no newline to LSP, and what changes how all else is read.
PIECES = st.sampled_from((
    "", "", "\n", "\r\n", "\r", "한글", "🐳", "\t", "\u2028", "\f", "\x85", "FROM a\n", "RUN ", *HEADS, *BREAKS, *LINES, *WORDS, *FLAGS,
))  # fmt: skip
EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), PIECES), min_size=1, max_size=5)


def parts(document: Document) -> object:
    """All that a document says, in offsets of its text."""
    return (
        document.text.value, document.header, document.comments, document.issues(), document.open_from,
        [(node.start, node.index, dump(node.instruction)) for node in document.nodes],
    )  # fmt: skip


def dump(instruction: Instruction | None) -> object:
    if instruction is None:
        return None
    return (
        instruction.text, instruction.name, instruction.keyword, instruction.arguments, instruction.arguments_text,
        instruction.flags, instruction.form, instruction.words, instruction.pairs, instruction.heredocs,
        dump(instruction.trigger), instruction.comments, instruction.blank_lines, instruction.issues,
    )  # fmt: skip


@FREE
@given(st.one_of(dockerfiles(), valid_dockerfiles()), EDITS)
@example("FROM a\nRUN b \\\n", [(1.0, 0, "\n"), (1.0, 0, "c")])
@example("FROM a\nRUN <<E\nx\nE\nCMD d\n", [(0.8, 1, "")])
@example("FROM a\nUSER b\nRUN c\nRUN d\n", [(0.5, 0, "\u2028"), (0.0, 0, "# escape=`\n")])
@example("FROM a\nUSER b\r\nRUN c\nRUN d\n", [(0.6, 1, ""), (0.6, 0, "\r")])
def test_after_edits_as_afresh(text: str, edits: list[tuple[float, int, str]]) -> None:
    document = parse(text)
    for where, length, piece in edits:
        start = round(where * len(text))
        end = min(start + length, len(text))
        document = reparse(document, [Edit(Span(start, end), piece)])
        text = text[:start] + piece + text[end:]
        assert document.text.value == text
        assert parts(document) == parts(parse(text))


@FREE
@given(st.one_of(dockerfiles(), valid_dockerfiles()), EDITS)
def test_edits_at_once_are_edits_one_by_one(text: str, edits: list[tuple[float, int, str]]) -> None:
    batch, after = [], text
    for where, length, piece in edits:
        start = round(where * len(after))
        end = min(start + length, len(after))
        batch.append(Edit(Span(start, end), piece))
        after = after[:start] + piece + after[end:]
    assert parts(reparse(parse(text), batch)) == parts(parse(after))


def spans(instruction: Instruction) -> Iterator[tuple[str, Span, str | None]]:
    """The ranges of an instruction's parts, with the text that must stand there where nothing is continued."""
    yield "keyword", instruction.keyword, None
    yield "arguments", instruction.arguments, instruction.arguments_text
    for flag in instruction.flags:
        yield "flag", flag.span, None
        yield "flag's name", flag.name_span, None
        if flag.value_span:
            yield "flag's value", flag.value_span, None
        for option in flag.options:
            yield "option", option.span, None
            yield "option's key", option.key_span, None
    for word in instruction.words:
        yield "word", word.span, word.text if instruction.form != "exec" else None
    for pair in instruction.pairs:
        yield "key", pair.key.span, pair.key.text
        if pair.value is not None:
            yield "value", pair.value.span, pair.value.text
    for heredoc in instruction.heredocs:
        yield "marker", heredoc.marker, None
        yield "body", heredoc.body, None
        if heredoc.end:
            yield "end", heredoc.end, heredoc.name
    for use in instruction.variables:
        yield from uses(use)
    for comment in instruction.comments:
        yield "comment", comment, None
        assert instruction.slice(comment).startswith("#")
    for blank in instruction.blank_lines:
        yield "blank line", blank, None
        assert not instruction.slice(blank).strip()
    for fault in instruction.issues:
        yield fault.kind, fault.span, None


def uses(use: Variable) -> Iterator[tuple[str, Span, str | None]]:
    yield "use", use.span, None
    yield "name", use.name_span, use.name
    if use.word_span is not None:
        yield "word", use.word_span, use.word
    for inner in use.nested:
        assert use.span.covers(inner.span)
        yield from uses(inner)


@FREE
@given(st.one_of(dockerfiles(), valid_dockerfiles()))
def test_ranges_stand_on_their_parts(text: str) -> None:
    document = parse(text)
    end = 0
    for node in document.nodes:
        instruction = node.instruction
        assert end <= node.start
        end = node.span.end
        assert node.span.of(text) == instruction.text
        is_one_line = "\n" not in instruction.text
        for name, span, expected in spans(instruction):
            assert 0 <= span.start <= span.end <= len(instruction.text), name
            if expected is not None and (is_one_line or name == "end"):
                assert instruction.slice(span) == expected, name
    for fault in document.issues():
        assert 0 <= fault.span.start <= fault.span.end <= len(text)
    for comment in document.comments:
        assert comment.span.of(text) == comment.text
    for directive in document.directives:
        assert directive.value_span.of(text) == directive.value
        assert directive.name_span.of(text).lower() == directive.name


@FREE
@given(st.one_of(dockerfiles(), valid_dockerfiles()))
def test_an_instruction_is_found_where_it_stands(text: str) -> None:
    document = parse(text)
    for offset in range(len(text) + 1):
        found = document.node_at(offset)
        expected = [node for node in document.nodes if node.span.holds(offset)]
        assert (found in expected) if expected else found is None


@pytest.mark.parametrize(
    ("why", "text", "lines", "with_comments", "indent"),
    [
        ("an indented line", "FROM a\n  RUN b\n", "  RUN b\n", "  RUN b\n", "  "),
        (
            "comments above it, and no newline at the end",
            "FROM a\n# why\n# so\nRUN b",
            "RUN b",
            "# why\n# so\nRUN b",
            "",
        ),
        (
            "behind an empty line, with CRLF and a tab",
            "FROM a\r\n\r\n# why\r\n\tRUN b\r\n",
            "\tRUN b\r\n",
            "# why\r\n\tRUN b\r\n",
            "\t",
        ),
        (
            "two lines and wide letters, without a comment",
            "FROM a # 한글\nRUN b \\\n  🐳\nCMD c\n",
            "RUN b \\\n  🐳\n",
            "RUN b \\\n  🐳\n",
            "",
        ),
        ("another instruction stands between it and the comment", "\ufeff# why\nARG a\nRUN b", "RUN b", "RUN b", ""),
    ],
)
def test_the_lines_of_an_instruction(why: str, text: str, lines: str, with_comments: str, indent: str) -> None:
    document = parse(text)
    node = document.nodes[1]
    assert document.lines_of(node).of(text) == lines, why
    assert document.lines_with_comments(node).of(text) == with_comments, why
    assert document.indentation(node) == indent, why


def test_a_byte_order_mark_is_no_indentation() -> None:
    document = parse("\ufeffFROM a\nRUN b\n")
    first = document.nodes[0]
    assert document.indentation(first) == ""
    assert document.lines_of(first).start == document.lines_with_comments(first).start == 1
    assert [document.line_number(node) for node in document.nodes] == [1, 2]


def test_a_keyword_is_written_in_the_case_of_another() -> None:
    assert [parse(text).nodes[0].instruction.in_case("ENV") for text in ("run a", "RUN a", "Run a")] == [
        "env",
        "ENV",
        "ENV",
    ]


def test_instructions_go_with_the_documents_that_hold_them() -> None:
    gc.collect()
    before = len(module._held)  # other tests have documents of their own
    held = parse("FROM a\nRUN kept\n")
    for number in range(1_000):
        parse(f"FROM a\nRUN {number}\n")
    gc.collect()
    assert len(module._held) <= before + module._REMEMBERED_INSTRUCTIONS + len(held.nodes)
    assert parse("RUN kept\n").nodes[0].instruction is held.nodes[1].instruction
