"""The lines of an instruction that is continued: where they may be indented, and what they are.

A blank counts where it stands within a word: in quotes, in a value of the old form of ENV, between two halves of a name.
There nothing is touched. Everywhere else one blank is as good as ten.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Literal, NamedTuple

from gorae.facts.scripts import script
from gorae.source.derived import derived_by
from gorae.syntax.scanner import continued_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gorae.shell import Command, Compound, Script
    from gorae.source import Span
    from gorae.stages import Scope
    from gorae.syntax import Instruction

_BLANKS = " \t\r\v\f"
_SHELL_FORMS = frozenset(("RUN", "CMD", "ENTRYPOINT"))
_CLOSERS = ("fi", "done", "esac", "else", "elif", "then", "do", "}", ")")
_OPERATORS = ("&&", "||", "|", ";")
_STEP = 4  # lines of one kind that are less apart than a level are meant to stand below each other
_ARGUMENT, _OPERATOR, _COMMAND, _CLOSER = "argument", "operator", "command", "closer"
_PROGRAM = "program"  # what a command calls, behind the variables that are set for it
_UNREAD = "unread"  # of a shell that is not read: nobody knows which lines stand within a block


# What the lines are: words of an instruction, arguments of the one command that its first line begins, commands.
Kind = Literal["words", "arguments", "commands"]


class Row(NamedTuple):
    """A line of the joined line. Offsets of the instruction's text."""

    start: int  # of the line's first character
    end: int  # behind its last one before the continuation
    continues: bool
    is_free: bool  # whether blanks at the line's start, and at the end of the one before, mean nothing
    group: tuple[int, str]  # lines of one group are indented alike: how deep in the shell's blocks, and what begins it

    def content(self, text: str) -> str:
        """The line without blanks around it."""
        return text[self.start : self.end].strip(_BLANKS)

    def columns(self, text: str, tab_size: int) -> int:
        """How far the line is indented."""
        line = text[self.start : self.end]
        return columns(line[: len(line) - len(line.lstrip(" \t"))], tab_size)


class Shape(NamedTuple):
    """What an instruction's own indentation shows."""

    kind: Kind
    base: int  # columns of its least indented lines
    tabbed: int  # lines that are indented with tabs
    rows: int  # lines that are indented
    widths: tuple[
        int, ...
    ]  # the columns of each row; of those of one kind that are not a level apart, that of the first
    is_below: bool  # they stand below the first argument, behind a keyword that is longer than a usual level
    flush_comments: int  # comments in the first column
    comments: int


def columns(blanks: str, tab_size: int) -> int:
    """The columns that tabs and blanks take."""
    column = 0
    for character in blanks:
        column += tab_size - column % tab_size if character == "\t" else 1
    return column


@derived_by(attrgetter("dialect"))
def rows_of(instruction: Instruction, scope: Scope) -> tuple[Row, ...]:
    """The lines of the joined line, without comments and blank ones; remembered with the instruction."""
    return tuple(_rows(instruction, scope))


@derived_by(lambda scope, tab_size: (scope.dialect, tab_size))
def shape(instruction: Instruction, scope: Scope, tab_size: int) -> Shape:
    """How the instruction is indented now; the columns of a group are those of most of its lines."""
    return _shape(instruction, rows_of(instruction, scope), tab_size)


def _shape(instruction: Instruction, rows: Sequence[Row], tab_size: int) -> Shape:
    text, kind = instruction.text, _kind(instruction, rows)
    widths = [row.columns(text, tab_size) for row in rows]
    outermost: list[int] = []
    inner: list[int] = []
    closers: list[int] = []
    tabbed = indented = 0
    before: dict[tuple[int, str], int] = {}
    for number, row in enumerate(rows[1:], 1):
        if not row.is_free or not row.content(text):
            continue
        indented += text[row.start] in " \t"
        tabbed += text[row.start] == "\t"
        if row.group[1] != _ARGUMENT and kind != "words":
            before = {group: width for group, width in before.items() if group[1] != _ARGUMENT}  # of another command
        first = before.get(row.group, widths[number])
        if abs(widths[number] - first) < (_STEP if first >= _STEP and row.group[1] != _UNREAD else 2):
            widths[number] = first
        before[row.group] = widths[number]
        (closers if row.group[1] == _CLOSER else inner if row.group[0] else outermost).append(widths[number])
    # `fi` or `}` may be the only line that says where a block's lines count from.
    ends = [width for row, width in zip(rows, widths, strict=True) if width and row.group == (0, _CLOSER)]
    base = min([*outermost, *ends] or inner or closers or [0])
    starts = [comment.start for comment in instruction.comments]
    flush = sum(1 for start in starts if text[start - 1] == "\n")
    keyword = instruction.keyword.end - instruction.keyword.start
    is_below = base == keyword + 1 and keyword >= _STEP and not tabbed
    return Shape(
        kind,
        base,
        tabbed,
        rows=indented,
        widths=tuple(widths),
        is_below=is_below,
        flush_comments=flush,
        comments=len(starts),
    )


def _kind(outer: Instruction, rows: Sequence[Row]) -> Kind:
    if (outer.trigger or outer).name not in _SHELL_FORMS or (outer.trigger or outer).form != "shell":
        return "words"
    return "arguments" if all(row.group == (0, _ARGUMENT) for row in rows[1:]) else "commands"


def _rows(outer: Instruction, scope: Scope) -> Iterator[Row]:
    text = outer.text
    parts, _, _, _ = continued_lines(text, 0, outer.escape)
    instruction = outer.trigger or outer
    commands = None
    is_words = instruction.name not in _SHELL_FORMS or instruction.form != "shell"
    if not is_words:
        found = script(outer, scope)
        commands = found if found.commands and not found.errors and found.complete else None
    whole = list(_whole(outer, instruction, commands))
    for number, (start, end) in enumerate(parts):
        line_end = text.find("\n", end)
        rest = text[end : len(text) if line_end < 0 else line_end]
        free = number > 0 and _is_free(text, parts[number - 1], (start, end), whole, commands)
        content = start + len(text[start:end]) - len(text[start:end].lstrip(_BLANKS))
        group = _group(text, content, end, commands, is_words=is_words) if number else (0, _COMMAND)
        yield Row(start, end, rest.startswith(outer.escape), free, group)


def _is_free(
    text: str, before: tuple[int, int], here: tuple[int, int], whole: Sequence[Span], commands: Script | None
) -> bool:
    left, right = text[before[0] : before[1]], text[here[0] : here[1]]
    if any(span.start < before[1] and span.end > here[0] for span in whole):
        return False
    apart = left[-1:] in ("", *_BLANKS) or right[:1] in ("", *_BLANKS)
    return apart or (commands is not None and left.endswith(_OPERATORS[:2]))


def _whole(outer: Instruction, instruction: Instruction, commands: Script | None) -> Iterator[Span]:
    """The spans of the words, in which each blank counts."""
    for flag in (*outer.flags, *instruction.flags):
        yield flag.span
    if commands is not None:
        yield from _of_shell(commands)
    elif instruction.name in _SHELL_FORMS and instruction.form == "shell":
        yield from _quoted(instruction)
    elif instruction.pairs:
        for pair in instruction.pairs:
            yield pair.span if pair.legacy else pair.key.span
            if pair.value is not None:
                yield pair.span
    else:
        for word in instruction.words:
            yield word.span


def _of_shell(commands: Script) -> Iterator[Span]:
    for command in commands.commands:
        for word in command.words:
            yield word.span
        for assignment in command.assignments:
            yield assignment.span
        for redirection in command.redirections:
            yield redirection.span
    for compound in commands.compounds:
        for word in compound.words:
            yield word.span
        for redirection in compound.redirections:
            yield redirection.span
    for word in commands.other_words:
        yield word.span


def _quoted(instruction: Instruction) -> Iterator[Span]:
    """The quoted parts of a text that is in no shell that is known; all of it where a quote is left open."""
    joined = instruction.logical
    text = joined.text
    offset = size = len(text)
    offset = max(0, size - len(instruction.arguments_text))
    while offset < size:
        character = text[offset]
        if character == "\\" and instruction.escape == "\\":
            offset += 2
            continue
        if character in "'\"":
            end = offset + 1
            while end < size and text[end] != character:
                end += 2 if character == '"' and text[end] in ("\\", "`") else 1
            if end >= size:
                yield instruction.arguments
                return
            yield joined.span(offset, end + 1)
            offset = end
        offset += 1


def _group(text: str, offset: int, end: int, commands: Script | None, *, is_words: bool) -> tuple[int, str]:
    line = text[offset:end]
    if commands is None:
        return (0, _CLOSER if line.startswith(("]", ")", "}")) else _ARGUMENT if is_words else _UNREAD)
    depth = sum(1 for compound in commands.compounds if compound.span.start < offset < compound.span.end)
    words = line.lstrip("; \t").split(None, 1)  # `;fi` is written, too
    word = words[0].rstrip(";") if words else ""
    if word in _CLOSERS or line.startswith(("}", ")")):
        return (max(0, depth - 1), _CLOSER)
    if line.startswith(_OPERATORS):
        return (depth, _OPERATOR)
    steps: tuple[Command | Compound, ...] = (*commands.commands, *commands.compounds)
    if any(step.span.start == offset for step in steps):
        return (depth, _COMMAND)
    if any(one.assignments and one.words and one.words[0].span.start == offset for one in commands.commands):
        return (depth, _PROGRAM)
    return (depth, _ARGUMENT)
