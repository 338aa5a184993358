"""An instruction's text to its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gorae.source import Span
from gorae.syntax import words as w
from gorae.syntax.checks import (
    BOOLEAN_FLAGS,
    FLAGS,
    check_arguments,
    check_flags,
    check_healthcheck_command,
)
from gorae.syntax.lexing import SPACES
from gorae.syntax.nodes import INSTRUCTIONS, Form, Heredoc, Instruction, JoinedLine, Pair, SyntaxIssue, Variable, Word
from gorae.syntax.scanner import BLANKS, continued_lines, heredoc_bodies, heredoc_marks

if TYPE_CHECKING:
    from gorae.syntax.nodes import Flag
    from gorae.syntax.scanner import HeredocMark


def parse_instruction(text: str, escape: str = "\\") -> Instruction:
    """The parts of an instruction, given from its keyword's first to its last character. Never raises.

    Spans are code points relative to the text's start.
    """
    parts, comments, blanks, behind = continued_lines(text, 0, escape)
    logical = _join(text, parts)
    issues: list[SyntaxIssue] = []
    heredocs: tuple[Heredoc, ...] = ()
    marks = heredoc_marks(logical.text) if "<<" in logical.text else []
    if marks:
        heredocs = _heredocs(text, logical, behind, marks, issues)
    around = _Around(text, logical, escape, tuple(comments), tuple(blanks), heredocs)
    return _parse(around, 0, issues)


# What is wrong in ONBUILD's instruction before anybody reads it (BuildKit, parser/line_parsers.go).
_READ_AT_ONCE = frozenset(("json-not-strings", "pair-without-equals", "pair-without-value", "heredoc-open"))


class _Around(NamedTuple):
    """What an instruction and the one within it share."""

    text: str
    logical: JoinedLine
    escape: str
    comments: tuple[Span, ...]
    blanks: tuple[Span, ...]
    heredocs: tuple[Heredoc, ...]
    depth: int = 0  # within how many ONBUILDs


def _join(text: str, parts: list[tuple[int, int]]) -> JoinedLine:
    starts, length = [], 0
    for start, end in parts:
        starts.append(length)
        length += end - start
    return JoinedLine("".join(text[a:b] for a, b in parts), tuple(starts) or (0,), tuple(a for a, _ in parts) or (0,))


def _parse(around: _Around, start: int, issues: list[SyntaxIssue], *, is_check: bool = False) -> Instruction:
    """The instruction that begins at `start` of the joined line; `is_check` is the CMD of a HEALTHCHECK."""
    text, logical, escape = around.text, around.logical, around.escape
    joined = logical.text
    start = _past(joined, start, SPACES)
    keyword_end = start
    while keyword_end < len(joined) and joined[keyword_end] not in BLANKS:
        keyword_end += 1
    end = len(joined.rstrip(SPACES))
    keyword_end = max(start, min(keyword_end, end))
    name = joined[start:keyword_end].upper()
    keyword = logical.span(start, keyword_end)
    first = _past(joined, keyword_end, BLANKS)
    rest = _past(joined, first, SPACES)
    if is_check and joined[rest : rest + 1] != "[":
        # BuildKit parts a health check from its CMD byte by byte: a blank beyond ASCII is part of a command that is no list.
        rest = first
    found: list[Flag] = []
    if joined.startswith("--", first) and not is_check:
        found, rest = w.flags(logical, first, escape, issues)
        rest = _past(joined, rest, SPACES)
        if name == "RUN":  # a command may be empty: the Engine goes on with what the open quote took
            issues[:] = [one._replace(stops=False) if one.kind == "quote-open" else one for one in issues]
    rest = min(rest, max(end, start))
    arguments = logical.span(rest, end) if end > rest else _behind(logical, max(end, start), text)
    form, words, pairs, trigger = _arguments(around, rest, name, issues)
    instruction = Instruction(
        text, escape, name, keyword=keyword, logical=logical, arguments=arguments, arguments_text=joined[rest:end], flags=tuple(found), form=form, words=tuple(words),
        pairs=tuple(pairs), heredocs=around.heredocs if not is_check else (), trigger=trigger, comments=around.comments, blank_lines=around.blanks, issues=(),
    )  # fmt: skip
    if found and name in INSTRUCTIONS:
        check_flags(instruction, issues)
    if is_check:
        check_healthcheck_command(instruction, issues)
    else:
        check_arguments(instruction, issues)
    if issues:
        object.__setattr__(instruction, "issues", tuple(sorted(set(issues), key=lambda fault: fault.span)))
    return instruction


def _past(text: str, offset: int, characters: str) -> int:
    while offset < len(text) and text[offset] in characters:
        offset += 1
    return offset


def _behind(logical: JoinedLine, offset: int, text: str) -> Span:
    here = min(logical.offset(offset), len(text))
    return Span(here, here)


def _arguments(
    around: _Around, rest: int, name: str, issues: list[SyntaxIssue]
) -> tuple[Form, list[Word], list[Pair], Instruction | None]:
    logical, escape = around.logical, around.escape
    if name in ("RUN", "CMD", "ENTRYPOINT", "SHELL"):
        words, fault = w.json_words(logical, rest)
        if fault is not None:
            issues.append(fault)
        if words is not None:
            return "exec", words, [], None
        plain = w.shell_like(logical, rest, escape)
        return ("shell" if plain else "none"), plain, [], None
    if name in ("COPY", "ADD", "VOLUME"):
        words, fault = w.json_words(logical, rest, escape, issues)
        if fault is not None:
            issues.append(fault)
        if words is not None:
            return "exec", words, [], None
        split = w.plain_words(logical, rest, escape, issues)
        return ("shell" if split else "none"), split, [], None
    if name == "FROM":
        # BuildKit reads quotes and variables of the image alone.
        return "none", w.plain_words(logical, rest, escape, issues, checked=1), [], None
    if name == "EXPOSE":
        return "none", w.plain_words(logical, rest, escape, issues), [], None
    if name in ("ENV", "LABEL", "ARG"):
        words, pairs = _pairs(logical, rest, name, escape, issues)
        return "none", words, pairs, None
    if name in ("WORKDIR", "USER", "STOPSIGNAL"):
        return "none", w.whole_word(logical, rest, escape, issues), [], None
    if name == "MAINTAINER":
        return "none", w.whole_word(logical, rest, escape, None), [], None
    if name == "HEALTHCHECK":
        return _healthcheck(around, rest, issues)
    if name == "ONBUILD" and rest < len(logical.text.rstrip(SPACES)):
        return "none", [], [], _onbuild(around, rest, issues)
    return "none", w.plain_words(logical, rest, escape, None), [], None


def _healthcheck(
    around: _Around, rest: int, issues: list[SyntaxIssue]
) -> tuple[Form, list[Word], list[Pair], Instruction | None]:
    words = w.plain_words(around.logical, rest, around.escape, None)
    if not words or words[0].text.upper() != "CMD":
        return "none", words, [], None
    of_command: list[SyntaxIssue] = []
    command = _parse(around, rest, of_command, is_check=True)
    issues += of_command
    return command.form, words[:1], [], command


def _onbuild(around: _Around, rest: int, issues: list[SyntaxIssue]) -> Instruction:
    of_trigger: list[SyntaxIssue] = []
    # A chain of ONBUILDs is refused at its second link, and is no reason to go on without an end.
    if around.depth:
        return _leaf(around, rest)
    trigger = _parse(around._replace(depth=1), rest, of_trigger)
    of_trigger = [issue._replace(stops=issue.stops and issue.kind in _READ_AT_ONCE) for issue in of_trigger]
    issues += of_trigger
    return trigger


def _leaf(around: _Around, rest: int) -> Instruction:
    joined = around.logical.text
    end = rest
    while end < len(joined) and joined[end] not in BLANKS:
        end += 1
    keyword = around.logical.span(rest, end)
    name = joined[rest:end].upper()
    return Instruction(
        around.text,
        around.escape,
        name,
        keyword=keyword,
        logical=around.logical,
        arguments=_behind(around.logical, end, around.text),
        arguments_text="",
    )


def _pairs(
    logical: JoinedLine, rest: int, name: str, escape: str, issues: list[SyntaxIssue]
) -> tuple[list[Word], list[Pair]]:
    """The words of ENV, LABEL or ARG, and what they set."""
    places = w.quoted(logical, rest, escape)
    text = logical.text
    words = [w.word(logical, start, end, escape) for start, end in places]
    if not words:
        return [], []
    if name != "ARG" and "=" not in words[0].text:
        return words, _legacy_pair(logical, rest, name, escape, issues)
    pairs = []
    of_key = None if name == "ARG" else issues  # the name of an ARG is taken as it is written
    lacks_one = False  # the word before: of several in a row that lack a `=` the first is at fault
    for (start, end), word in zip(places, words, strict=True):
        offset, lacked_one, lacks_one = text.find("=", start, end), lacks_one, False
        if offset > start:
            key = w.word(logical, start, offset, escape, of_key)
            pairs.append(Pair(word.span, key, w.word(logical, offset + 1, end, escape, issues)))
        elif name == "ARG" and offset < 0:
            pairs.append(Pair(word.span, w.word(logical, start, end, escape, of_key), None))
        elif offset == start:
            issues.append(SyntaxIssue("name-empty", word.span, (("instruction", name),)))
        else:
            lacks_one = True
            if not lacked_one:
                facts = (("instruction", name), ("text", word.text))
                issues.append(SyntaxIssue("pair-without-equals", word.span, facts))
    return words, pairs


def _legacy_pair(logical: JoinedLine, rest: int, name: str, escape: str, issues: list[SyntaxIssue]) -> list[Pair]:
    text = logical.text
    end = len(text.rstrip(SPACES))
    key_end = rest
    while key_end < end and text[key_end] not in BLANKS:
        key_end += 1
    key = w.word(logical, rest, key_end, escape, issues)
    offset = _past(text, key_end, BLANKS)
    if offset >= end:
        issues.append(SyntaxIssue("pair-without-value", key.span, (("instruction", name), ("text", key.text))))
        return [Pair(key.span, key, None)]
    value = w.word(logical, offset, end, escape, issues)
    return [Pair(key.span | value.span, key, value, legacy=True)]


def _heredocs(
    text: str, logical: JoinedLine, behind: int, marks: list[HeredocMark], issues: list[SyntaxIssue]
) -> tuple[Heredoc, ...]:
    bodies, _ = heredoc_bodies(text, behind, marks)
    names = [word.upper() for word in logical.text.split(None, 2)[:2]]
    is_shell = "RUN" in (names[1:] if names[0] == "ONBUILD" else names[:1])
    found = []
    for body in bodies:
        mark = body.mark
        span = logical.span(mark.start, mark.end)
        uses: tuple[Variable, ...] = ()
        if mark.expand and not is_shell:
            inside = text[body.body.start : body.body.end]
            # The escape character is the backslash here, whatever the directive says.
            uses = w.variables(inside, "\\", JoinedLine(inside, (0,), (body.body.start,)), 0, issues, quotes=False)
        if body.end is None:
            issues.append(SyntaxIssue("heredoc-open", span, (("name", mark.name),)))
        found.append(
            Heredoc(
                span, mark.name, mark.expand, strip_tabs=mark.strip_tabs, body=body.body, end=body.end, variables=uses
            )
        )
    return tuple(found)


__all__ = ["BOOLEAN_FLAGS", "FLAGS", "parse_instruction"]
