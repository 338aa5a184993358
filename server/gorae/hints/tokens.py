"""What each word is, for editors that colour by meaning.

An instruction's tokens are worked out once for each text of it, relative to its start; those of a document are put
together from them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.scripts import script, script_heredoc
from gorae.source import Position, Span, Text
from gorae.source.derived import derived_by
from gorae.stages import sources
from gorae.syntax import Node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell import Script
    from gorae.source import Encoding
    from gorae.stages import Build, Scope
    from gorae.syntax import Instruction, Variable

TYPES = (
    "keyword", "comment", "macro", "parameter", "property", "namespace", "enumMember", "class", "variable", "string",
    "number", "function", "operator",
)  # fmt: skip
MODIFIERS = ("declaration", "readonly", "deprecated")
_DECLARATION, _READONLY, _DEPRECATED = 1, 2, 4
_CODES = {name: 1 + index * 8 for index, name in enumerate(TYPES)}
_OTHER = 128  # so that two tokens of one kind beside each other stay two
_RUNS = re.compile(rb"([^\0])\1*", re.DOTALL)
_SHELL_KEYWORDS = re.compile(
    r"(?<![\w./-])(?:if|then|elif|else|fi|for|in|do|done|while|until|case|esac|function)(?![\w./=-])"
)
_SHELL_FORMS = frozenset(("RUN", "CMD", "ENTRYPOINT"))


class _Tokens(NamedTuple):
    """The tokens of a piece of text: five numbers each, as the protocol has them, the first from the piece's start."""

    data: tuple[int, ...]
    first: tuple[int, int]  # line and column of the first token, from the piece's start
    last: tuple[int, int]


def tokens(build: Build, encoding: Encoding, within: Span | None = None) -> list[int]:
    """The tokens of a document as LSP's five numbers each: lines and columns from the one before, length, type, modifiers.

    Columns and lengths are in the encoding. With `within`, those of the pieces that it touches.
    """
    document = build.document
    text = document.text
    data: list[int] = []
    line = column = 0
    for start, found in _pieces(build, encoding, within):
        if not found.data:
            continue
        at_line, at_column = text.position(start, encoding)
        first_line, first_column = found.first
        here = (at_line + first_line, first_column + (at_column if first_line == 0 else 0))
        same = here[0] == line
        data.append(here[0] - line)
        data.append(here[1] - column if same else here[1])
        data.extend(found.data[2:])
        last_line, last_column = found.last
        line, column = at_line + last_line, last_column + (at_column if last_line == 0 else 0)
    return data


def _pieces(build: Build, encoding: Encoding, within: Span | None) -> Iterator[tuple[int, _Tokens]]:
    document = build.document
    value = document.text.value
    for directive in document.directives:
        if _is_within(directive.span, within):
            painter = _Painter(value[directive.span.start : directive.span.end])
            painter.paint(Span(0, 1), "comment")
            painter.paint(directive.name_span.shift(-directive.span.start), "macro")
            painter.paint(directive.value_span.shift(-directive.span.start), "string")
            yield directive.span.start, painter.tokens(encoding)
    scopes = iter([*build.header_scopes, *(scope for stage in build.stages for scope in stage.scopes)])
    for piece in document.pieces:
        scope = next(scopes) if isinstance(piece, Node) else None
        start, end = piece.span
        if not _is_within(piece.span, within):
            continue
        if isinstance(piece, Node) and scope is not None:
            yield start, _of_instruction(build, piece, scope, encoding)
        else:
            length = _units(value[start:end], encoding)
            yield start, _Tokens((0, 0, length, TYPES.index("comment"), 0), (0, 0), (0, 0))


def _is_within(piece: Span, within: Span | None) -> bool:
    """Whether a piece has characters in a range, whose end is not one of them; an empty range is its first character."""
    return within is None or (piece.start < max(within.end, within.start + 1) and within.start < piece.end)


def _of_instruction(build: Build, node: Node, scope: Scope, encoding: Encoding) -> _Tokens:
    return _tokens(node.instruction, scope, _stage_spans(build, node), encoding)


@derived_by(lambda scope, stages, encoding: (scope.dialect, stages, encoding))
def _tokens(instruction: Instruction, scope: Scope, stages: tuple[Span, ...], encoding: Encoding) -> _Tokens:
    painter = _Painter(instruction.text)
    _paint(painter, instruction, scope, stages)
    return painter.tokens(encoding)


def _stage_spans(build: Build, node: Node) -> tuple[Span, ...]:
    """Where the instruction names a stage that there is; small and hashable, as its tokens are kept by it."""
    name = node.name
    if name == "FROM":
        stage = build.stage_of(node)
        return (stage.image_span.shift(-node.start),) if stage is not None and stage.parent is not None else ()
    if name not in ("COPY", "RUN", "ADD", "ONBUILD") or (
        not node.instruction.flags and node.instruction.trigger is None
    ):
        return ()
    return tuple(span.shift(-node.start) for text, span in sources(node) if build.stage(text) is not None)


class _Painter:
    """A text and the kind of each of its characters; what is painted later stands over what was painted before."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.kinds = bytearray(len(text))
        self._other = 0

    def paint(self, span: Span, kind: str, modifiers: int = 0) -> None:
        """Marks a span."""
        start, end = max(span.start, 0), min(span.end, len(self.kinds))
        if end > start:
            self._other ^= _OTHER
            self.kinds[start:end] = bytes((_CODES[kind] + modifiers | self._other,)) * (end - start)

    def clear(self, start: int, end: int) -> None:
        """Takes the marks from a span."""
        self.kinds[start:end] = bytes(end - start)

    def tokens(self, encoding: Encoding) -> _Tokens:
        """The marks as tokens; none goes over a line's end."""
        text = self.text
        offset = text.find("\n")
        while offset >= 0:
            start = offset - 1 if offset and text[offset - 1] == "\r" else offset
            self.clear(start, offset + 1)
            offset = text.find("\n", offset + 1)
        lines = Text(text)
        data: list[int] = []
        before = (0, 0)
        first: tuple[int, int] | None = None
        for match in _RUNS.finditer(self.kinds):
            start, end = match.span()
            code = (match[1][0] & ~_OTHER) - 1
            position = lines.position(start, encoding)
            place = (position.line, position.column)
            first = first or place
            same = place[0] == before[0]
            length = end - start if encoding == "utf-32" or text.isascii() else _units(text[start:end], encoding)
            data += (place[0] - before[0], place[1] - before[1] if same else place[1], length, code >> 3, code & 7)
            before = place
        return _Tokens(tuple(data), first or (0, 0), before)


def _units(text: str, encoding: Encoding) -> int:
    return Text(text).position(len(text), encoding).column


def _paint(painter: _Painter, outer: Instruction, scope: Scope, stages: tuple[Span, ...]) -> None:
    instruction = outer.trigger or outer
    painter.paint(outer.keyword, "keyword", _DEPRECATED if outer.name == "MAINTAINER" else 0)
    _paint_flags(painter, outer)
    if instruction is not outer:
        painter.paint(instruction.keyword, "keyword")
        _paint_flags(painter, instruction)
    _paint_arguments(painter, instruction)
    for use in outer.variables:
        _paint_variable(painter, use)
    if instruction.name in _SHELL_FORMS and instruction.form != "exec":
        _paint_script(painter, script(outer, scope))
    for heredoc in outer.heredocs:
        painter.paint(heredoc.marker, "macro")
        if heredoc.end is not None:
            painter.paint(heredoc.end, "macro")
        is_script = instruction.name == "RUN" and script_heredoc(instruction, outer.heredocs) is heredoc
        if not is_script:
            for use in heredoc.variables:
                _paint_variable(painter, use)
    for span in stages:
        painter.paint(span, "class")
    for comment in outer.comments:
        painter.paint(comment, "comment")
    _clear_continuations(painter, outer)


def _clear_continuations(painter: _Painter, instruction: Instruction) -> None:
    text, escape = instruction.text, instruction.escape
    if "\n" not in text:
        return
    end = instruction.heredocs[0].body.start if instruction.heredocs else len(text)
    for match in re.finditer(rf"{re.escape(escape)}[ \t]*\r?\n", text[:end]):
        painter.paint(Span(match.start(), match.start() + 1), "operator")
        painter.clear(match.start() + 1, match.end())


def _paint_flags(painter: _Painter, instruction: Instruction) -> None:
    for flag in instruction.flags:
        painter.paint(flag.name_span, "parameter")
        if flag.value_span is not None:
            painter.paint(flag.value_span, "string")
        for option in flag.options:
            painter.paint(option.key_span, "property")


def _paint_arguments(painter: _Painter, instruction: Instruction) -> None:
    name = instruction.name
    if name == "FROM":
        _paint_from(painter, instruction)
    elif name in ("ENV", "ARG", "LABEL"):
        _paint_pairs(painter, instruction)
    elif name == "EXPOSE":
        for word in instruction.words:
            painter.paint(word.span, "number")
    elif name == "HEALTHCHECK":
        for word in instruction.words[:1]:
            painter.paint(word.span, "keyword")
    elif instruction.form == "exec" or name not in _SHELL_FORMS:
        for word in instruction.words:
            painter.paint(word.span, "string")


def _paint_from(painter: _Painter, instruction: Instruction) -> None:
    words = instruction.words
    if not words:
        return
    span = words[0].span
    painter.paint(span, "namespace")
    text = span.of(instruction.text)
    plain = re.sub(r"\$\{[^{}]*\}", lambda match: "x" * len(match[0]), text)
    bare = plain.partition("@")[0]
    end = len(text)
    for sign in (plain.find("@"), bare.find(":", bare.rfind("/") + 1)):
        if sign >= 0:
            painter.paint(Span(span.start + sign, span.start + sign + 1), "operator")
            painter.paint(Span(span.start + sign + 1, span.start + end), "enumMember")
            end = sign
    if len(words) > 1 and words[1].text.upper() == "AS":
        painter.paint(words[1].span, "keyword")
    if len(words) > 2:
        painter.paint(words[2].span, "class", _DECLARATION)


def _paint_pairs(painter: _Painter, instruction: Instruction) -> None:
    kind = "property" if instruction.name == "LABEL" else "variable"
    modifiers = _DECLARATION | (_READONLY if instruction.name == "ARG" else 0) if kind == "variable" else 0
    for pair in instruction.pairs:
        painter.paint(pair.key.span, kind, modifiers)
        if pair.value is not None:
            painter.paint(pair.value.span, "string")
            if not pair.legacy:
                equals = instruction.text.find("=", pair.key.span.end, pair.value.span.start + 1)
                painter.paint(Span(equals, equals + 1), "operator")


def _paint_variable(painter: _Painter, use: Variable) -> None:
    painter.paint(use.span, "operator")
    if use.word_span is not None:
        painter.paint(use.word_span, "string")
    painter.paint(use.name_span, "variable")
    for inner in use.nested:
        _paint_variable(painter, inner)


def _paint_script(painter: _Painter, commands: Script) -> None:
    for command in commands.commands:
        for number, word in enumerate(command.words):
            if number == 0:
                painter.paint(word.span, "function")
            elif word.is_option:
                painter.paint(word.span, "parameter")
            elif word.text[:1] in "\"'":
                painter.paint(word.span, "string")
        for assignment in command.assignments:
            painter.paint(assignment.value.span, "string")
            start = assignment.span.start
            painter.paint(Span(start, start + len(assignment.name)), "variable", _DECLARATION)
            painter.paint(Span(start + len(assignment.name), assignment.value.span.start), "operator")
        for redirection in command.redirections:
            start, end = redirection.span
            if redirection.target is not None:
                end = redirection.target.span.start
            painter.paint(Span(start, start + len(commands.body[start:end].rstrip())), "operator")
            if redirection.target is not None:
                painter.paint(redirection.target.span, "string")
        for operator in (command.before, command.after):
            if operator is not None and operator.text != "\n":
                painter.paint(operator.span, "operator")
    for compound in commands.compounds:
        for operator in (compound.before, compound.after):
            if operator is not None and operator.text != "\n":
                painter.paint(operator.span, "operator")
    for word in commands.other_words:
        painter.paint(word.span, "string")
    for use in commands.variables:
        painter.paint(use.span, "operator")
        painter.paint(use.name_span, "variable")
    if commands.compounds:
        for match in _SHELL_KEYWORDS.finditer(commands.body):
            if not painter.kinds[match.start()]:
                painter.paint(Span(*match.span()), "keyword")
    for comment in commands.comments:
        painter.paint(comment, "comment")


def unpacked(data: list[int]) -> Iterator[tuple[Position, int, str, tuple[str, ...]]]:
    """The tokens one by one: where each begins, its length, its type and modifiers."""
    line = column = 0
    for index in range(0, len(data), 5):
        lines, columns, length, kind, modifiers = data[index : index + 5]
        column = column + columns if lines == 0 else columns
        line += lines
        names = tuple(name for bit, name in enumerate(MODIFIERS) if modifiers >> bit & 1)
        yield Position(line, column), length, TYPES[kind], names
