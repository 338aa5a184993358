"""Words, variables, JSON arrays and flags of an instruction's joined line."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from gorae.source import Span
from gorae.syntax.nodes import Fault, Flag, Option, Variable, Word
from gorae.syntax.scanner import SPACES, braces_end, raw_words, unquote

if TYPE_CHECKING:
    from gorae.syntax.nodes import Logical

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#?!$-]")
_MODIFIER = re.compile(r":[-+?]|##?|%%?|//?|[-+?]")
_PLAIN_WORD = re.compile(r"[^\t\v\f\r\n ]+")
_JSON_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_CSV_PART = re.compile(r'"(?:[^"]|"")*"[^,]*|[^,]*')

# Flags whose value is key=value parts, comma separated (BuildKit, frontend/dockerfile/instructions).
_FLAGS_WITH_OPTIONS = frozenset(("mount", "device"))


def variables(
    text: str, escape: str, logical: Logical, at: int, faults: list[Fault] | None = None, *, quotes: bool = True
) -> tuple[Variable, ...]:
    """The variables in a piece of the joined line that begins at `at` there.

    With `quotes` single quotes keep `$` as it is (words); without (heredoc bodies) only the escape character does.
    An open `${` ends at the piece's end and is added to `faults`.
    """
    if "$" not in text:
        return ()
    found: list[Variable] = []
    pos, size, double = 0, len(text), False
    while pos < size:
        char = text[pos]
        if char == escape:
            pos += 2
        elif char == '"' and quotes:
            double = not double
            pos += 1
        elif char == "'" and quotes and not double:
            close = text.find("'", pos + 1)
            pos = size if close < 0 else close + 1
        elif char == "$":
            use, pos = _variable(text, pos, escape, logical, at, faults, quotes=quotes)
            if use is not None:
                found.append(use)
        else:
            pos += 1
    return tuple(found)


def _variable(
    text: str, pos: int, escape: str, logical: Logical, at: int, faults: list[Fault] | None, *, quotes: bool
) -> tuple[Variable | None, int]:
    start = pos
    braces = text.startswith("{", pos + 1)
    pos += 2 if braces else 1
    name = _NAME.match(text, pos)
    if name is None:
        if braces and faults is not None:
            end = braces_end(text, pos, escape)
            faults.append(Fault("variable-invalid", logical.span(at + start, at + end), (("text", text[start:end]),)))
            return None, end
        return None, pos
    if not braces and not (name[0][0].isalpha() or name[0][0] == "_"):
        end = pos + 1  # `$1`, `$?` … name one character
        return Variable(
            logical.span(at + start, at + end),
            text[pos:end],
            logical.span(at + pos, at + end),
            "",
            "",
            None,
            braces=False,
        ), end
    name_span = logical.span(at + pos, at + name.end())
    if not braces:
        return Variable(
            logical.span(at + start, at + name.end()), name[0], name_span, "", "", None, braces=False
        ), name.end()
    end = braces_end(text, pos, escape)
    closed = text[end - 1 : end] == "}" and end > name.end()
    inner_end = end - 1 if closed else end
    span = logical.span(at + start, at + end)
    if not closed and faults is not None:
        faults.append(Fault("variable-open", span, (("text", text[start:end]),)))
    if name.end() == inner_end:
        return Variable(span, name[0], name_span, "", "", None, braces=True), end
    modifier = _MODIFIER.match(text, name.end())
    if modifier is None or modifier.end() > inner_end:
        if closed and faults is not None:
            faults.append(Fault("modifier-unknown", span, (("text", text[start:end]),)))
        return Variable(span, name[0], name_span, "", text[name.end() : inner_end], None, braces=True), end
    word = text[modifier.end() : inner_end]
    nested = variables(word, escape, logical, at + modifier.end(), faults, quotes=quotes)
    word_span = logical.span(at + modifier.end(), at + inner_end)
    return Variable(span, name[0], name_span, modifier[0], word, word_span, braces=True, nested=nested), end


def word(logical: Logical, start: int, end: int, escape: str, faults: list[Fault] | None = None) -> Word:
    """The word between two offsets of the joined line; an open quote is added to `faults`."""
    text = logical.text[start:end]
    value = unquote(text, escape)
    if value is None:
        value = text
        if faults is not None:
            at = start + _open_quote(text, escape)
            faults.append(Fault("quote-open", logical.span(at, end), (("quote", logical.text[at]),)))
    return Word(logical.span(start, end), text, value, variables(text, escape, logical, start, faults))


def quoted_words(logical: Logical, start: int, escape: str, faults: list[Fault] | None) -> list[Word]:
    """Words split as ENV, LABEL and ARG do: quotes and escapes keep blanks together."""
    rest = logical.text[start:]
    return [word(logical, start + a, start + b, escape, faults) for a, b in raw_words(rest, escape)]


def plain_words(logical: Logical, start: int, escape: str, faults: list[Fault] | None) -> list[Word]:
    """Words split at blanks alone, as COPY, FROM, EXPOSE do."""
    return [word(logical, *match.span(), escape, faults) for match in _PLAIN_WORD.finditer(logical.text, start)]


def whole_word(logical: Logical, start: int, escape: str, faults: list[Fault] | None) -> list[Word]:
    """All that is left as one word, as WORKDIR, USER, STOPSIGNAL do."""
    text = logical.text
    end = len(text.rstrip(SPACES))
    return [word(logical, start, end, escape, faults)] if end > start else []


def json_words(logical: Logical, start: int) -> tuple[list[Word] | None, Fault | None]:
    """The strings of a JSON array: (words, None); (None, None) where it is no JSON array and so a shell line;
    (None, fault) where it is an array with something else than strings in it, which BuildKit refuses.
    """  # three cases, one sentence
    text = logical.text[start:]
    if not text.startswith("["):
        return None, None
    try:
        array = json.loads(text)
    except (ValueError, RecursionError):
        return None, None
    if not isinstance(array, list):
        return None, None
    if not all(isinstance(item, str) for item in array):
        return None, Fault("json-not-strings", logical.span(start, start + len(text.rstrip())))
    words = []
    for item, match in zip(array, _JSON_STRING.finditer(text), strict=False):
        span = logical.span(start + match.start(), start + match.end())
        words.append(Word(span, match[0], item))
    return words, None


def flags(logical: Logical, start: int, escape: str, faults: list[Fault]) -> tuple[list[Flag], int]:
    """The builder flags from `start` on, and where the arguments behind them begin. `--` alone ends them."""
    text, size = logical.text, len(logical.text)
    found: list[Flag] = []
    at = start
    while True:
        while at < size and text[at] in SPACES:
            at += 1
        if not text.startswith("--", at):
            return found, at
        end = _flag_end(text, at, escape)
        if end == at + 2:
            while end < size and text[end] in SPACES:
                end += 1
            return found, end
        found.append(_flag(logical, at, end, escape, faults))
        at = end


def _flag_end(text: str, at: int, escape: str) -> int:
    size, quote = len(text), ""
    while at < size:
        char = text[at]
        if char == escape:
            at += 2
            continue
        if quote:
            if char == quote:
                quote = ""
        elif char in "'\"":
            quote = char
        elif char in SPACES:
            return at
        at += 1
    return size


def _flag(logical: Logical, start: int, end: int, escape: str, faults: list[Fault]) -> Flag:
    text = logical.text[start:end]
    equals = text.find("=")
    span = logical.span(start, end)
    if equals < 0:
        return Flag(span, text[2:], span, None, None)
    value_start = start + equals + 1
    raw = text[equals + 1 :]
    name = text[2:equals]
    value = unquote(raw, escape)
    if value is None:
        value = raw
        at = value_start + _open_quote(raw, escape)
        faults.append(Fault("quote-open", logical.span(at, end), (("quote", logical.text[at]),)))
    uses = variables(raw, escape, logical, value_start, faults)
    options = _options(logical, value_start, raw) if name in _FLAGS_WITH_OPTIONS else ()
    return Flag(span, name, logical.span(start, start + equals), value, logical.span(value_start, end), uses, options)


def _options(logical: Logical, start: int, raw: str) -> tuple[Option, ...]:
    found = []
    at = 0
    while at <= len(raw):
        match = _CSV_PART.match(raw, at)
        part = match[0] if match else ""
        if part:
            found.append(_option(logical, start + at, part))
        at += len(part) + 1
    return tuple(found)


def _option(logical: Logical, start: int, part: str) -> Option:
    span = logical.span(start, start + len(part))
    inner = part.strip("\"'")
    lead = part.find(inner) if inner else 0
    equals = inner.find("=")
    if equals < 0:
        return Option(span, inner.lower(), logical.span(start + lead, start + lead + len(inner)), None, None)
    key_start, value_start = start + lead, start + lead + equals + 1
    value = inner[equals + 1 :].replace('""', '"')
    key_span = logical.span(key_start, key_start + equals)
    return Option(
        span, inner[:equals].lower(), key_span, value, logical.span(value_start, value_start + len(inner) - equals - 1)
    )


def _open_quote(text: str, escape: str) -> int:
    """The offset of the quote that is never closed; 0 where all are."""
    at, size = 0, len(text)
    while at < size:
        char = text[at]
        start = at
        if char == "'":
            close = text.find("'", at + 1)
            if close < 0:
                return start
            at = close + 1
        elif char == '"':
            at += 1
            while at < size and text[at] != '"':
                at += 2 if text[at] == escape else 1
            if at >= size:
                return start
            at += 1
        else:
            at += 2 if char == escape else 1
    return 0


__all__ = ["Span", "flags", "json_words", "plain_words", "quoted_words", "variables", "whole_word", "word"]
