"""Words, variables, JSON arrays and flags of an instruction's joined line."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NoReturn

from gorae.syntax.lexing import SPACES, quoted_words, read
from gorae.syntax.nodes import Flag, JoinedLine, Option, SyntaxIssue, Variable, Word
from gorae.syntax.scanner import BLANKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.syntax.lexing import Problem, VariableRef

_PLAIN_WORD = re.compile(rf"[^{BLANKS}\n]+")
_SHELL_WORD = {
    escape: re.compile(
        rf"(?:[^{SPACES}'\"{e}$]+|{e}(?s:.)|'[^']*(?:'|\Z)|\"(?:[^\"{e}]+|{e}(?s:.))*{e}?(?:\"|\Z)"
        rf"|\$\{{[^{{}}'\"]*\}}|\$|{e}\Z)+"
    )
    for escape, e in (("\\", r"\\"), ("`", "`"))
}
_JSON_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_JSON_CHARACTER = re.compile(r"\\u[0-9a-fA-F]{4}|\\.|.", re.DOTALL)

# Flags whose value is key=value parts, comma separated (BuildKit, frontend/dockerfile/instructions).
_FLAG_BLANKS = "\t\n\v\f\r "
_FLAGS_WITH_OPTIONS = frozenset(("mount", "device"))
# Flags whose value BuildKit expands; in the others a `$` is a character.
_EXPANDED_FLAGS = frozenset(("platform", "chown", "chmod", "checksum", "mount"))


def variables(
    text: str,
    escape: str,
    logical: JoinedLine,
    offset: int,
    issues: list[SyntaxIssue] | None = None,
    *,
    quotes: bool = True,
) -> tuple[Variable, ...]:
    """The variables in a piece of the joined line that begins at `offset` there.

    With `quotes` single quotes keep `$` as it is (words); without (heredoc bodies) only the escape character does.
    What makes the piece malformed is added to `issues`.
    """
    if "$" not in text:
        return ()
    reading = read(text, escape, quotes=quotes)
    if reading.problem is not None and issues is not None:
        issues.append(_issue(reading.problem, text, logical, offset))
    return _moved(reading.uses, text, logical, offset)


def _moved(uses: Sequence[VariableRef], text: str, logical: JoinedLine, offset: int) -> tuple[Variable, ...]:
    return tuple(
        Variable(
            logical.span(offset + use.start, offset + use.end),
            use.name,
            logical.span(offset + use.name_start, offset + use.name_end),
            modifier=use.modifier,
            word=text[use.word_start : use.word_end] if use.modifier else "",
            word_span=logical.span(offset + use.word_start, offset + use.word_end) if use.modifier else None,
            braces=use.braces,
            nested=_moved(use.nested, text, logical, offset),
        )
        for use in uses
    )


def _issue(problem: Problem, text: str, logical: JoinedLine, offset: int) -> SyntaxIssue:
    kind, start, end = problem
    facts = (("quote", text[start]),) if kind == "quote-open" else (("text", text[start:end]),)
    return SyntaxIssue(kind, logical.span(offset + start, offset + end), facts)


def word(logical: JoinedLine, start: int, end: int, escape: str, issues: list[SyntaxIssue] | None = None) -> Word:
    """The word between two offsets of the joined line; what makes it malformed is added to `issues`."""
    text = logical.text[start:end]
    value, uses, problem = read(text, escape)
    if problem is not None and issues is not None:
        issues.append(_issue(problem, text, logical, start))
    return Word(logical.span(start, end), text, value, _moved(uses, text, logical, start))


def quoted(logical: JoinedLine, start: int, escape: str) -> list[tuple[int, int]]:
    """Where the words stand on the joined line that ENV, LABEL and ARG see: quotes and escapes keep blanks together."""
    return [(start + a, start + b) for a, b in quoted_words(logical.text[start:].rstrip(SPACES), escape)]


def shell_like(logical: JoinedLine, start: int, escape: str) -> list[Word]:
    """The words of a command in shell form, roughly: the shell alone knows them. Taken as written."""
    text = logical.text.rstrip(SPACES)
    return [
        Word(logical.span(*match.span()), match[0], match[0]) for match in _SHELL_WORD[escape].finditer(text, start)
    ]


def plain_words(
    logical: JoinedLine, start: int, escape: str, issues: list[SyntaxIssue] | None, checked: int | None = None
) -> list[Word]:
    """Words split at blanks alone, as COPY, FROM, EXPOSE do; `issues` gets those of the first `checked` ones."""
    end = len(logical.text.rstrip(SPACES))
    matches = _PLAIN_WORD.finditer(logical.text, start, end)
    return [
        word(logical, *match.span(), escape, issues if checked is None or number < checked else None)
        for number, match in enumerate(matches)
    ]


def whole_word(logical: JoinedLine, start: int, escape: str, issues: list[SyntaxIssue] | None) -> list[Word]:
    """All that is left as one word, as WORKDIR, USER, STOPSIGNAL do."""
    text = logical.text
    end = len(text.rstrip(SPACES))
    return [word(logical, start, end, escape, issues)] if end > start else []


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"JSON has no {name}")  # Python's reader does


def json_words(
    logical: JoinedLine, start: int, escape: str = "", issues: list[SyntaxIssue] | None = None
) -> tuple[list[Word] | None, SyntaxIssue | None]:
    """The strings of a JSON array: (words, None); (None, None) where it is no JSON array and so a shell line.

    (None, issue) where it is an array with something else than strings in it, which BuildKit refuses. With `escape`,
    variables in the strings are looked for and what is malformed is added to `issues`.
    """
    text = logical.text[start:]
    if not text.startswith("["):
        return None, None
    try:
        array = json.loads(text.strip(SPACES), parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None, None
    if not all(isinstance(item, str) for item in array):
        return None, SyntaxIssue("json-not-strings", logical.span(start, start + len(text.rstrip(SPACES))))
    words = []
    for item, match in zip(array, _JSON_STRING.finditer(text), strict=False):
        span = logical.span(start + match.start(), start + match.end())
        uses: tuple[Variable, ...] = ()
        if escape:
            _, found, problem = read(item, escape)
            if found or problem is not None:
                inner = _json_characters(logical, start + match.start() + 1, match[0][1:-1], item)
                uses = _moved(found, item, inner, 0)
                if problem is not None and issues is not None:
                    issues.append(_issue(problem, item, inner, 0))
        words.append(Word(span, match[0], item, uses))
    return words, None


def _json_characters(logical: JoinedLine, start: int, written: str, item: str) -> JoinedLine:
    """The string as a joined line of its own, so that what is found in it has its place in the source."""
    places = [logical.offset(start + match.start()) for match in _JSON_CHARACTER.finditer(written)]
    if len(places) != len(item):  # a pair of surrogates is one character
        places = [logical.offset(start)] * len(item)
    return JoinedLine(item, tuple(range(len(item))) or (0,), tuple(places) or (logical.offset(start),))


def flags(logical: JoinedLine, start: int, escape: str, issues: list[SyntaxIssue]) -> tuple[list[Flag], int]:
    """The builder flags from `start` on, and where the arguments behind them begin. `--` alone ends them.

    BuildKit reads them byte by byte (parser/split_command.go): of the blanks that are no ASCII none stands before a flag,
    and each character that has such a blank's byte in it ends one. What is left of such a character is an argument.
    """
    text = logical.text.rstrip(SPACES)
    size = len(text)
    found: list[Flag] = []
    offset = start
    while True:
        offset = _past_blanks(text, offset)
        if not text.startswith("--", offset):
            return found, offset
        end, quote = _flag_end(text, offset, escape)
        is_cut = end < size and not text[end].isascii()
        read = _read_of(text[end]) if is_cut else ""
        is_whole = is_cut and len(read) == len(text[end].encode("utf-8", "surrogatepass")) - 1
        end += int(is_whole)
        if _unquoted(text[offset:end], escape)[0] == "--" and quote < 0 and not is_cut:
            return found, _past_blanks(text, end)
        if quote >= 0:  # BuildKit takes all that follows for the flag's value
            issues.append(SyntaxIssue("quote-open", logical.span(quote, end), (("quote", text[quote]),)))
        flag = _flag(logical, offset, end, escape, issues if quote < 0 else None)
        if is_cut and not is_whole:
            return [*found, flag._replace(value=None if flag.value is None else flag.value + read)], end
        found.append(flag)
        offset = end


def _past_blanks(text: str, offset: int) -> int:
    while offset < len(text) and text[offset] in _FLAG_BLANKS:
        offset += 1
    return offset


def _is_blank_byte(byte: int) -> bool:
    return byte in (0x85, 0xA0)  # by themselves they are the Latin-1 blanks


def _read_of(character: str) -> str:
    """The bytes of a character that stand before its blank, each a character of its own."""
    data = character.encode("utf-8", "surrogatepass")
    return data[: next(index for index, byte in enumerate(data) if _is_blank_byte(byte))].decode("latin-1")


def ends_flag(character: str) -> bool:
    """Whether a flag ends at this character or within it, as one of its bytes is a blank."""
    if character.isascii():
        return character in _FLAG_BLANKS
    return any(map(_is_blank_byte, character.encode("utf-8", "surrogatepass")))


def is_cut_by_flag(character: str) -> bool:
    """Whether a flag ends within this character: the bytes behind its blank are left, and are no text by themselves."""
    data = character.encode("utf-8", "surrogatepass")
    return not character.isascii() and any(map(_is_blank_byte, data[:-1]))


def _flag_end(text: str, offset: int, escape: str) -> tuple[int, int]:
    """Where the flag ends, and where in it a quote is opened and never closed, or -1."""
    size, quote, opened = len(text), "", -1
    while offset < size:
        char = text[offset]
        if char == escape:
            # It escapes one byte: of a longer character the others are read as ever.
            offset += 2 if text[offset + 1 : offset + 2].isascii() else 1
            continue
        if quote:
            if char == quote:
                quote, opened = "", -1
        elif char in "'\"":
            quote, opened = char, offset
        elif ends_flag(char):
            return offset, -1
        offset += 1
    return min(offset, size), opened


def _unquoted(text: str, escape: str) -> tuple[str, list[int]]:
    """A flag's value without quotes and escapes (other rules than a word's), and where each character stands."""
    out: list[str] = []
    places: list[int] = []
    offset, size, quote = 0, len(text), ""
    while offset < size:
        char = text[offset]
        if quote and char == quote:
            quote = ""
        elif not quote and char in "'\"":
            quote = char
        else:
            if char == escape:
                offset += 1
            if offset < size:
                out.append(text[offset])
                places.append(offset)
        offset += 1
    return "".join(out), places


def _flag(logical: JoinedLine, start: int, end: int, escape: str, issues: list[SyntaxIssue] | None) -> Flag:
    text = logical.text[start:end]
    equals = text.find("=")
    span = logical.span(start, end)
    if equals < 0:
        return Flag(span, _unquoted(text[2:], escape)[0], span, None, None)
    value_start = start + equals + 1
    raw = text[equals + 1 :]
    name = _unquoted(text[2:equals], escape)[0]
    value, inner = raw, logical
    origin = value_start
    if escape in raw or "'" in raw or '"' in raw:
        value, places = _unquoted(raw, escape)
        inner = JoinedLine(
            value,
            tuple(range(len(value))) or (0,),
            tuple(logical.offset(value_start + place) for place in places) or (logical.offset(value_start),),
        )
        origin = 0
    uses: tuple[Variable, ...] = ()
    if "$" in value:
        uses = variables(value, escape, inner, origin, issues if name in _EXPANDED_FLAGS else None)
    options = _options(inner, origin, value) if name in _FLAGS_WITH_OPTIONS else ()
    return Flag(
        span,
        name,
        logical.span(start, start + equals),
        value=value,
        value_span=logical.span(value_start, end),
        variables=uses,
        options=options,
    )


def _options(logical: JoinedLine, origin: int, value: str) -> tuple[Option, ...]:
    found = []
    offset = 0
    for part in value.split(","):
        if part:
            found.append(_option(logical, origin + offset, part))
        offset += len(part) + 1
    return tuple(found)


def _option(logical: JoinedLine, start: int, part: str) -> Option:
    span = logical.span(start, start + len(part))
    key, equals, value = part.partition("=")
    key_span = logical.span(start, start + len(key))
    if not equals:
        return Option(span, key.lower(), key_span, None, None)
    return Option(span, key.lower(), key_span, value, logical.span(start + len(key) + 1, start + len(part)))


__all__ = ["ends_flag", "flags", "json_words", "plain_words", "quoted", "shell_like", "variables", "whole_word", "word"]
