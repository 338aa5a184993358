"""One instruction, laid out: case, blanks between its words, indentation of its lines. What it says stays."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.formatting.rows import columns, rows_of, shape
from gorae.source.derived import derived_by
from gorae.syntax import INSTRUCTIONS
from gorae.syntax import instruction as parsed
from gorae.syntax.scanner import continued_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.formatting.rows import Row
    from gorae.formatting.style import Style
    from gorae.source import Span
    from gorae.stages import Scope
    from gorae.syntax import Instruction

_BLANKS = " \t\r\v\f"
_GAPS = re.compile(r"[ \t\v\f]{2,}|[\t\v\f]")
_MOST_PASSES = 4
_BY_WORDS = frozenset(("FROM", "COPY", "ADD", "EXPOSE", "VOLUME", "ENV", "LABEL", "ARG"))


@derived_by(lambda scope, style: (scope.dialect, style))
def laid_out(instruction: Instruction, scope: Scope, style: Style) -> str:
    """The instruction's text in the style; the text as it is where that would change what it says. Remembered.

    What begins with no keyword is not laid out: there is nothing that its further lines could be indented by.
    """
    if instruction.text.startswith(instruction.escape):
        return instruction.text
    text, before = instruction.text, ""
    for _ in range(_MOST_PASSES):  # lines that come to stand nearer each other may then be of one kind
        if text == before:
            break
        before, again = text, parsed(text, instruction.escape)
        text = _with_case(_spaced(again, scope, style), again, style)
    if text != instruction.text and meaning(parsed(text, instruction.escape), scope) != meaning(instruction, scope):
        text = instruction.text
    return text


def meaning(outer: Instruction, scope: Scope) -> object:
    """What an instruction says, without its layout: of a shell's script the words and operators, comments apart."""
    instruction = outer.trigger or outer
    parts: list[object] = [outer.name, instruction.name, instruction.form]
    parts += [(flag.name, flag.value) for flag in (*outer.flags, *instruction.flags)]
    parts += [
        (heredoc.name, heredoc.expand, heredoc.strip_tabs, heredoc.body.of(outer.text)) for heredoc in outer.heredocs
    ]
    parts += [comment.of(outer.text).rstrip() for comment in outer.comments]
    if instruction.pairs:
        for pair in instruction.pairs:
            parts.append((pair.key.text, pair.value.text if pair.value else None, pair.legacy))
    elif instruction.form == "shell" and instruction.name in ("RUN", "CMD", "ENTRYPOINT"):
        parts.append(_of_shell(outer, instruction, scope))
    elif instruction.name == "FROM":
        parts += [word.text if index != 1 else word.text.upper() for index, word in enumerate(instruction.words)]
    elif instruction.name == "HEALTHCHECK":
        parts += [word.text.upper() for word in instruction.words]
    else:
        parts += [word.text for word in instruction.words]
    return parts


def _of_shell(outer: Instruction, instruction: Instruction, scope: Scope) -> object:
    found = script(outer, scope)
    if not found.commands or found.errors:
        return [word.text for word in instruction.words]
    rows: list[object] = []
    for command in found.commands:
        rows.append([word.joined for word in command.words])
        rows.append([(one.name, one.value.joined) for one in command.assignments])
        rows.append([(one.operator, one.target.joined if one.target else None) for one in command.redirections])
        rows.append((command.operator_before, command.scope.path))
    rows += [(compound.kind, compound.name, [word.joined for word in compound.words]) for compound in found.compounds]
    rows += [word.joined for word in found.other_words]
    return rows


def _spaced(instruction: Instruction, scope: Scope, style: Style) -> str:
    text = instruction.text
    rows = rows_of(instruction, scope)
    lines = [_content(instruction, rows, number) for number in range(len(rows))]
    indents = _indents(instruction, scope, rows, style)
    _, comments, _, behind = continued_lines(text, 0, instruction.escape)
    aligned = _column(text, rows, lines, indents, style)
    # Where both are there, that of the first line: it is what the document is taken to be written in.
    newline = "\r\n" if text[: text.find("\n") + 1].endswith("\r\n") else "\n"
    out: list[str] = []
    offset = 0
    for number, row in enumerate(rows):
        indent = indents[number]
        for comment in comments:
            if offset <= comment.start < row.start:
                kept = text[text.rfind("\n", 0, comment.start) + 1 : comment.start]
                blanks = "" if style.flush_comments else kept if indent is None else indent
                out.append(blanks + comment.of(text).rstrip())
        line = text[row.start : row.end] if indent is None else indent + lines[number]
        out.append(_ended(instruction, rows, number, line, aligned, style))
        offset = row.end
    out += [comment.of(text).rstrip() for comment in comments if comment.start > offset]
    if instruction.heredocs:
        out.append(text[behind:])
    return newline.join(out)


def _ended(
    instruction: Instruction, rows: tuple[Row, ...], number: int, line: str, aligned: int | None, style: Style
) -> str:
    """The line with its continuation: behind one blank, or in the column that all have."""
    row = rows[number]
    if not row.continues:
        return line.rstrip(_BLANKS)
    if _goes_on_within_a_word(rows, number):
        return line + instruction.escape
    bare = line.rstrip(_BLANKS)
    if not bare:
        return (line if aligned is None else " " * aligned) + instruction.escape
    width = columns(bare, style.tab_size) if "\t" in bare else len(bare)
    gap = aligned - width if aligned is not None else 1
    return bare + " " * max(gap, 1) + instruction.escape


def _indents(instruction: Instruction, scope: Scope, rows: tuple[Row, ...], style: Style) -> list[str | None]:
    """The indentation of each row; None for one that stays as it is."""
    found: list[str | None] = [""]
    if len(rows) < 2:
        return found
    of_all = shape(instruction, scope, style.tab_size)
    stays = of_all.is_below and not style.is_forced
    width = of_all.base if stays else style.width(of_all.kind)
    for row, now in zip(rows[1:], of_all.widths[1:], strict=True):
        if not row.is_free:
            found.append(None)
        else:
            inner = now - of_all.base if row.content(instruction.text) else 0
            found.append(" " * max(0, inner + width) if stays else style.indent(max(0, inner + width)))
    return [_of_neighbour(instruction, rows, found, number, style) for number in range(len(rows))]


def _of_neighbour(
    instruction: Instruction, rows: tuple[Row, ...], indents: list[str | None], number: int, style: Style
) -> str | None:
    """A row's indentation; of an empty one that of the row below it or above it that stands as far in as it does."""
    text, row = instruction.text, rows[number]
    if number == 0 or not row.is_free or row.content(text):
        return indents[number]
    filled = [index for index in range(1, len(rows)) if rows[index].content(text)]
    below, above = (
        next((index for index in filled if index > number), None),
        max((index for index in filled if index < number), default=None),
    )
    for index in (below, above):
        if index is not None and rows[index].columns(text, style.tab_size) == row.columns(text, style.tab_size):
            return indents[index]
    return indents[number]


def _column(text: str, rows: tuple[Row, ...], lines: list[str], indents: list[str | None], style: Style) -> int | None:
    """The column that the continuations stand in, where the instruction has them in one; None for one blank."""
    now = [row for row in rows if row.continues]
    if len(now) < 2 or any(indent is None for indent in indents):
        return None
    where = {columns(text[text.rfind("\n", 0, row.start) + 1 : row.end], style.tab_size) for row in now}
    lengths = {len(text[row.start : row.end].rstrip(_BLANKS)) for row in now}
    if len(where) > 1 or len(lengths) < 2:
        return None
    ends = [
        columns((indent or "") + line, style.tab_size)
        for row, line, indent in zip(rows, lines, indents, strict=True)
        if row.continues
    ]
    return max(ends) + 1


def _goes_on_within_a_word(rows: tuple[Row, ...], number: int) -> bool:
    return number + 1 < len(rows) and not rows[number + 1].is_free


def _content(instruction: Instruction, rows: tuple[Row, ...], number: int) -> str:
    """A row's text with single blanks between what are words on it; in a shell's script they are left as they are."""
    row = rows[number]
    text = instruction.text[row.start : row.end]
    bare = text if number == 0 or not row.is_free else text.lstrip(_BLANKS)
    shift = row.end - len(bare)
    line = bare if _goes_on_within_a_word(rows, number) else bare.rstrip(_BLANKS)
    pieces: list[str] = []
    offset = 0
    for start, end, new in _changes(instruction, line, shift):
        if start >= offset:
            pieces += (line[offset:start], new)
            offset = end
    return "".join((*pieces, line[offset:]))


def _changes(instruction: Instruction, line: str, shift: int) -> list[tuple[int, int, str]]:
    """What is rewritten on a line, in its own offsets."""
    found = [(start, end, " ") for start, end in _squeezable(instruction, line, shift)]
    inner = instruction.trigger or instruction
    if inner.form == "exec":
        found += [(a - shift, b - shift, new) for a, b, new in _array(inner) if shift <= a and b <= shift + len(line)]
    return sorted(found, key=lambda row: (row[0], -row[1]))


def _array(inner: Instruction) -> Iterator[tuple[int, int, str]]:
    """`["a", "b"]`: what stands between the strings of a JSON array."""
    words = inner.words
    if not words:
        return
    text = inner.text
    yield from _between(text, inner.arguments.start, words[0].span.start, "[")
    for one, other in pairwise(words):
        yield from _between(text, one.span.end, other.span.start, ", ")
    yield from _between(text, words[-1].span.end, inner.arguments.end, "]")


def _between(text: str, start: int, end: int, new: str) -> Iterator[tuple[int, int, str]]:
    if "\n" not in text[start:end]:
        yield start, end, new
        return
    blanks = re.match(r"[ \t]*(?=,)", text[start:end])
    if blanks is not None and blanks.end():
        yield start, start + blanks.end(), ""


def _squeezable(instruction: Instruction, line: str, shift: int) -> Iterator[tuple[int, int]]:
    """The gaps between words of a line, in its own offsets."""
    gaps = [match.span() for match in _GAPS.finditer(line)]
    if not gaps:
        return
    inner = instruction.trigger or instruction
    kept = _kept(instruction, inner)
    for start, end in gaps:
        if not any(span.start < end + shift and start + shift < span.end for span in kept):
            yield start, end


def _kept(outer: Instruction, inner: Instruction) -> list[Span]:
    """Where several blanks may mean something."""
    spans = [flag.span for flag in (*outer.flags, *inner.flags)]
    if inner.pairs and inner.name in _BY_WORDS:
        spans += [
            span
            for pair in inner.pairs
            for span in ([pair.key.span, pair.value.span] if pair.value else [pair.key.span])
        ]
        if inner.pairs[0].legacy:  # its values may stand in a column with those of other lines
            return [inner.arguments]
    elif inner.name in _BY_WORDS or (inner.form == "exec" and inner.name != "RUN"):
        spans += [word.span for word in inner.words]
    else:
        spans.append(inner.arguments)
    spans += [pair.span for pair in inner.pairs if not pair.legacy]
    return spans


def _with_case(text: str, instruction: Instruction, style: Style) -> str:
    """Keywords in the style's case; they stand where the parser finds them in the new text."""
    if style.keyword_case == "keep":
        return text
    change = str.upper if style.keyword_case == "upper" else str.lower
    found = parsed(text, instruction.escape)
    # What is no instruction (a macro of m4, say) may mean something else in other letters.
    words = [one.keyword for one in (found, found.trigger) if one is not None and one.name in INSTRUCTIONS]
    inner = found.trigger or found
    if inner.name == "FROM" and len(inner.words) > 2 and inner.words[1].text.upper() == "AS":
        words.append(inner.words[1].span)
    if inner.name == "HEALTHCHECK" and inner.trigger is None and inner.words and inner.words[0].text.upper() == "NONE":
        words.append(inner.words[0].span)
    for span in words:
        text = text[: span.start] + change(text[span.start : span.end]) + text[span.end :]
    return text
