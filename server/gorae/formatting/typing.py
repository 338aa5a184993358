"""What follows a key: the indentation of the next line, and the continuation of a line that was broken in two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.formatting.document import format_edits
from gorae.formatting.rows import columns, rows_of
from gorae.formatting.style import Options, style_of
from gorae.source import Edit, Span
from gorae.syntax import INSTRUCTIONS

if TYPE_CHECKING:
    from gorae.formatting.style import Style
    from gorae.stages import Build
    from gorae.syntax import Node

_OPENS = re.compile(r"(?:\b(?:then|do|else|in)|[{(])\s*\Z")
_COMMENT_LINE = re.compile(r"\n[ \t]*#[^\n]*")
_QUOTED = re.compile(r"\\.|'[^']*'|\"(?:[^\"\\]|\\.)*\"", re.DOTALL)
_BLANKS = " \t"


def edits_after(build: Build, offset: int, key: str, options: Options) -> tuple[Edit, ...]:
    """The edits after a key was typed, the cursor being at the offset; none where the key means nothing special."""
    if key == "\n":
        return _after_enter(build, offset, options)
    if key == build.document.escape:
        return _after_escape(build, offset, options)
    return ()


def _after_enter(build: Build, offset: int, options: Options) -> tuple[Edit, ...]:
    document = build.document
    text, lines = document.text.value, document.text
    line = lines.line_of(offset)
    if line == 0:
        return ()
    here, above = lines.line_span(line), lines.line_span(line - 1)
    if text[here.start : offset].strip(_BLANKS):
        return ()
    written = above.of(text)
    bare = written.rstrip(_BLANKS)
    if not bare or bare.lstrip().startswith("#"):
        return ()
    node = document.node_at(above.start + len(written) - len(written.lstrip()))
    if node is None or _in_heredoc(node, above.start):
        return ()
    style = style_of(build, options)
    if bare.endswith(document.escape) and not bare.endswith(document.escape * 2):
        if _within_word(build, node, here.start):
            return ()
        return _indented(text, here, _level(build, node, above, style))
    rest = here.of(text).strip(_BLANKS)
    if not rest and _goes_on(node, bare):
        continuation = Edit(Span(above.start + len(bare), above.end), f" {document.escape}")
        return (continuation, *_indented(text, here, _level(build, node, above, style)))
    if not rest and above.start > node.start and node.span.end <= above.end:
        first = document.text.start_of_line(node.start)
        return _indented(text, here, text[first : node.start])  # the instruction has ended, and with it its indentation
    if not rest or rest.startswith("#") or _begins_instruction(rest, node) or node.span.end > above.end:
        return ()
    if _is_open(text[node.start : above.end]):  # blanks around the line's end would count
        return (Edit(Span(above.end, above.end), document.escape),)
    continuation = Edit(Span(above.start + len(bare), above.end), f" {document.escape}")
    return (continuation, *_indented(text, here, _level(build, node, above, style)))


def _after_escape(build: Build, offset: int, options: Options) -> tuple[Edit, ...]:
    """The lines below, which belong to the instruction from now on."""
    document = build.document
    line = document.text.line_of(offset)
    node = document.node_at(max(0, offset - 1))
    if node is None or line + 1 >= len(document.text.line_starts):
        return ()
    below = document.text.line_span(line + 1)
    if document.text.line_span(line).of(document.text.value)[offset - document.text.line_starts[line] :].strip():
        return ()
    if below.start >= node.span.end or _begins_instruction(below.of(document.text.value).strip(), node):
        return ()
    return tuple(
        edit
        for edit in format_edits(build, options, Span(below.start, node.span.end))
        if below.start <= edit.span.start and edit.span.end <= node.span.end
    )


def _begins_instruction(line: str, node: Node) -> bool:
    """Whether a line begins with a keyword, in the case that the one before it has."""
    word = line.split(None, 1)[0] if line else ""
    keyword = node.keyword.end - node.keyword.start
    lower = node.instruction.text[:keyword].islower()
    return word.upper() in INSTRUCTIONS and word == (word.lower() if lower else word.upper())


def _in_heredoc(node: Node, offset: int) -> bool:
    return any(node.to_document(heredoc.body).start <= offset for heredoc in node.instruction.heredocs)


def _within_word(build: Build, node: Node, offset: int) -> bool:
    """Whether the line that begins at the offset goes on within a word, where its blanks would count."""
    rows = rows_of(node.instruction, build.scope_of(node))
    row = next((row for row in rows[1:] if row.start + node.start == offset), None)
    return row is not None and not row.is_free and bool(row.content(node.instruction.text))


def _goes_on(node: Node, line: str) -> bool:
    """Whether a command has to follow what a line ends with: without a continuation the shell would find nothing there."""
    instruction = node.instruction
    is_script = instruction.name in ("RUN", "CMD", "ENTRYPOINT") and instruction.form == "shell"
    return is_script and not instruction.heredocs and line.endswith(("&&", "||", "|")) and not _is_open(line)


def _is_open(written: str) -> bool:
    """Whether what is written of an instruction ends within quotes."""
    bare = _QUOTED.sub("", _COMMENT_LINE.sub("", written))
    return "'" in bare or '"' in bare


def _level(build: Build, node: Node, above: Span, style: Style) -> str:
    text = build.document.text.value
    line = above.of(text)
    bare = line.rstrip(_BLANKS).removesuffix(build.document.escape).rstrip(_BLANKS)
    if above.start <= node.start:
        shown = "words" if node.name not in ("RUN", "CMD", "ENTRYPOINT") else "commands"
        width = style.width(shown)  # type: ignore[arg-type]  # one of the kinds
    else:
        width = columns(line[: len(line) - len(line.lstrip(_BLANKS))], style.tab_size)
    if _OPENS.search(bare) and above.start > node.start:
        width += style.width("commands")
    return style.indent(width)


def _indented(text: str, line: Span, indent: str) -> tuple[Edit, ...]:
    written = line.of(text)
    now = written[: len(written) - len(written.lstrip(_BLANKS))]
    return () if now == indent else (Edit(Span(line.start, line.start + len(now)), indent),)
