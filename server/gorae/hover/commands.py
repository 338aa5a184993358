"""Hovers in shell commands: programs, their options and own commands, signs of the shell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.hover import operands, programs, scripts
from gorae.hover.cursor import Hover
from gorae.reference import library
from gorae.reference.cards import card, code, page_card
from gorae.reference.phrases import say
from gorae.shell import Command
from gorae.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gorae.hover.cursor import Cursor
    from gorae.shell import Compound, Redirection, Script
    from gorae.texts import Language

_TOKEN = re.compile(r"[\w.*?/-]+|;;|[{}]")
_BEFORE_PARENTHESIS = re.compile(r"[^();&\n]+\)")
# A keyword means what the statement makes of it: `do` of `while` is not that of `for`.
_KEYWORDS = {
    "if": ("if", "then", "elif", "else", "fi"), "for": ("for", "in", "do", "done"), "case": ("case", "in", "esac", ";;"),
    "while": ("while", "do", "done"), "until": ("until", "do", "done"), "select": ("select", "in", "do", "done"),
}  # fmt: skip
_OPENING = re.compile(r"\$\(\(|\$\(|[<>]\(")


def hover(cursor: Cursor) -> Hover | None:
    """The hover of what stands in a RUN, CMD, ENTRYPOINT or HEALTHCHECK."""
    first_line = scripts.interpreter_line(cursor)
    if first_line is not None:
        return first_line
    commands = scripts.at(cursor)
    if commands is None:
        return None
    between = _between(cursor, commands)
    if between is not None:
        return between
    here = [command for command in commands.commands if command.span.holds(cursor.offset)]
    for found in (
        *_in_commands(cursor, commands, here),
        _of_compound(cursor, commands),
        _grouping(cursor, commands, here),
    ):
        if found is not None:
            return found
    return None


def _in_commands(cursor: Cursor, commands: Script, here: list[Command]) -> Iterator[Hover | None]:
    opening = _opening(cursor)
    if opening is not None:
        yield opening
    for command in sorted(here, key=lambda one: one.span.end - one.span.start):
        for redirection in command.redirections:
            if redirection.span.holds(cursor.offset):
                yield _redirection(cursor, redirection)
        yield programs.hover(cursor, commands, command)


def _opening(cursor: Cursor) -> Hover | None:
    """`$(`, `$((` and `<(` with the cursor on their first characters."""
    text, offset = cursor.node.instruction.text, cursor.offset
    for start in (offset, offset - 1):
        match = _OPENING.match(text, max(start, 0))
        if match is not None and match.start() <= offset < match.end():
            return _operator(match[0], Span(match.start(), match.end()), cursor.language)
    return _operator("`", Span(offset, offset + 1), cursor.language) if text[offset : offset + 1] == "`" else None


def _of_compound(cursor: Cursor, commands: Script) -> Hover | None:
    """`< file` behind `done`."""
    for compound in commands.compounds:
        for redirection in compound.redirections:
            if redirection.span.holds(cursor.offset):
                return _redirection(cursor, redirection)
    return None


def _redirection(cursor: Cursor, redirection: Redirection) -> Hover | None:
    language = cursor.language
    target = redirection.target
    if target is not None and target.span.holds(cursor.offset) and not target.value.isdigit():
        return Hover(target.span, operands.operand(cursor, "", target.value))
    sign = redirection.descriptor + redirection.operator
    both = sign + target.value if target is not None else sign
    for text in (both, sign, redirection.operator):
        name = library.operator_name(text)
        if name is not None:
            return _operator(text, redirection.span, language)
    return None


def _between(cursor: Cursor, commands: Script) -> Hover | None:
    """`&&`, `|`, `;` and the like, which stand between commands."""
    offset, language = cursor.offset, cursor.language
    parts: list[Command | Compound] = [*commands.commands, *commands.compounds]
    for part in parts:
        for operator in (part.before, part.after):
            if operator is None or not operator.span.start <= offset < operator.span.end:
                continue
            if "\n" in operator.text:
                return None
            stops = operator.text == ";" and isinstance(part, Command) and "errexit" in commands.options_at(part)
            found = _operator(operator.text, operator.span, language, [say("stops-anyway", language)] if stops else [])
            return found if found is not None else _grammar(operator.text, operator.span, language)
    if commands.trailing is not None and commands.trailing.span.holds(offset):
        return _operator(commands.trailing.text, commands.trailing.span, language)
    return None


def _grouping(cursor: Cursor, commands: Script, here: list[Command]) -> Hover | None:
    """`!`, `(`, `{`, `if` and the like, which stand around commands."""
    offset, language = cursor.offset, cursor.language
    text = cursor.node.instruction.text
    if text[offset : offset + 1] == "!" and not here:
        return _operator("!", Span(offset, offset + 1), language)
    if not any(compound.span.holds(offset) for compound in commands.compounds):
        return None
    inner = min(
        (one for one in commands.compounds if one.span.holds(offset)), key=lambda one: one.span.end - one.span.start
    )
    pattern = _pattern(text, offset, language) if inner.kind == "case" else None
    if pattern is not None:
        return pattern
    if text[offset : offset + 1] in ("(", ")"):
        return _operator("(", Span(offset, offset + 1), language)
    for match in _TOKEN.finditer(text, text.rfind("\n", 0, offset) + 1, len(text)):
        if match.start() <= offset < match.end():
            return _token(inner, match, language)
        if match.start() > offset:
            break
    return None


def _pattern(text: str, offset: int, language: Language) -> Hover | None:
    """A pattern of `case` with the `)` behind it."""
    begin = max(
        (text.rfind(end, 0, offset) + len(end) for end in ("\n", ";;", " in ") if end in text[:offset]), default=0
    )
    match = _BEFORE_PARENTHESIS.match(text, begin)
    if match is None or offset >= match.end():
        return None
    shown = match[0].removesuffix(")").strip()
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    if offset < start or any(len(one.split()) != 1 for one in shown.split("|")):
        return None
    return Hover(Span(start, match.end()), card(code(shown), [say("shell-pattern", language)], language))


def _token(inner: Compound, match: re.Match[str], language: Language) -> Hover | None:
    """A word of the shell's grammar: what it means in the statement that it stands in; else the name or a value of `for`."""
    span = Span(match.start(), match.end())
    if match[0] in "{}":
        return _operator(match[0], span, language)
    if match[0] in _KEYWORDS.get(inner.kind, ()):
        return _grammar(inner.kind, span, language, shown=match[0])
    found = _grammar(match[0], span, language)
    if found is not None or inner.kind not in ("for", "select"):
        return found
    key = "shell-loop-name" if match[0] == inner.name else "shell-loop-value"
    return Hover(span, card(code(match[0]), [say(key, language)], language))


def _grammar(word: str, span: Span, language: Language, shown: str = "") -> Hover | None:
    row = library.entry("shell-words", word, language)
    title = code(shown or word)
    return Hover(span, card(title, [row.text], language, ("operators/and",))) if row is not None else None


def _operator(sign: str, span: Span, language: Language, here: Sequence[str] = ()) -> Hover | None:
    name = library.operator_name(sign)
    text = page_card("operators", name, language, here) if name is not None else None
    return Hover(span, text) if text is not None else None
