"""Matching of wildcards in time linear in the path, whatever the pattern: `*a*a*a*b` has no bad day.

Regular expressions of several stars try each way of sharing the path among them. Here all ways are followed at once:
a number's bits are the places in the pattern that a path so far leads to.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Token(NamedTuple):
    """A part of a pattern. `character` is a regular expression for one character of the path."""

    kind: Literal["one", "any", "folders"]  # that character; any number of it; nothing, or any path that ends with `/`
    character: str = "."


ANYTHING = Token("any", ".")
IN_FOLDER = Token("any", "[^/]")
NOT_SLASH = Token("one", "[^/]")
FOLDERS = Token("folders")


class Wildcards:
    """A pattern that is matched against whole paths."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        """Raises re.error for a character class that is none."""
        plain = _without_repetition(tokens)
        self._expression: re.Pattern[str] | None = None
        if sum(token.kind != "one" for token in plain) <= 1:
            self._expression = re.compile("".join(map(_expression, plain)), re.DOTALL | re.ASCII)
            return
        characters = [part for token in plain for part in _characters(token)]
        self._accepts = [
            (re.compile(source, re.DOTALL | re.ASCII), _bits(characters, source)) for source in set(characters)
        ]
        self._repeats = self._skips = self._jumps = 0
        index = 0
        for token in plain:
            if token.kind == "any":
                self._repeats |= 1 << index
                self._skips |= 1 << index
            if token.kind == "folders":
                self._skips |= 3 << index
                self._jumps |= 1 << index
                self._repeats |= 2 << index
            index += len(_characters(token))
        self._end = 1 << index
        self._masks: dict[str, int] = {}

    def fullmatch(self, path: str) -> bool:
        """Whether the pattern is the whole path."""
        if self._expression is not None:
            return self._expression.fullmatch(path) is not None
        places = self._closed(1)
        for character in path:
            mask = self._masks.get(character)
            if mask is None:
                mask = self._masks[character] = self._mask(character)
            hit = places & mask
            places = self._closed((hit & self._repeats) | ((hit & ~self._repeats) << 1))
            if not places:
                return False
        return bool(places & self._end)

    def _closed(self, places: int) -> int:
        """The places, and those that are reached from them without a character."""
        while True:
            more = places | (places & self._skips) << 1 | (places & self._jumps) << 3
            if more == places:
                return places
            places = more

    def _mask(self, character: str) -> int:
        mask = 0
        for expression, bits in self._accepts:
            if expression.fullmatch(character):
                mask |= bits
        return mask


def _without_repetition(tokens: Sequence[Token]) -> list[Token]:
    """Two equal stars in a row are one: so that few places are reached without a character."""
    kept: list[Token] = []
    for token in tokens:
        if not (kept and token.kind != "one" and kept[-1] == token):
            kept.append(token)
    return kept


def _expression(token: Token) -> str:
    if token.kind == "folders":
        return "(?:.*/)?"
    return token.character + ("*" if token.kind == "any" else "")


def _characters(token: Token) -> tuple[str, ...]:
    """What its places accept. Folders are left out only before the first character of them: that place accepts none."""
    return ("(?!)", ".", "/") if token.kind == "folders" else (token.character,)


def _bits(characters: Sequence[str], source: str) -> int:
    return sum(1 << index for index, one in enumerate(characters) if one == source)


@lru_cache(maxsize=1024)
def git_pattern(pattern: str) -> Wildcards | None:
    """A pattern of `.gitignore` for a whole path, without its `!` and outer `/` (gitignore(5), git's wildmatch.c).

    None for one that matches nothing: a class without an end, a backslash at the end. Git compares what stands before
    the first wildcard by itself, so it takes `src**/test` for `src` and then `**/test`, which `srctest` matches.
    """
    tokens: list[Token] = []
    first = next((index for index, char in enumerate(pattern) if char in "*?[\\"), 0)
    offset = 0
    while offset < len(pattern):
        char = pattern[offset]
        if char == "*":
            end = offset
            while pattern[end : end + 1] == "*":
                end += 1
            starts = offset in (0, first) or pattern[offset - 1] == "/"
            whole = end - offset > 1 and starts and pattern[end : end + 1] in ("", "/")
            if whole and end < len(pattern):
                tokens.append(FOLDERS)
                end += 1
            else:
                tokens.append(ANYTHING if whole else IN_FOLDER)
            offset = end
        elif char == "[":
            found = _git_class(pattern, offset + 1)
            if found is None:
                return None
            source, offset = found
            tokens.append(Token("one", source))
        else:
            if char == "\\":
                offset += 1
                if offset == len(pattern):
                    return None
            tokens.append(NOT_SLASH if char == "?" else Token("one", re.escape(pattern[offset])))
            offset += 1
    try:
        return Wildcards(tokens)
    except re.error:  # a range like `[z-a]`, which matches nothing
        return None


_POSIX = {
    "alnum": "0-9A-Za-z", "alpha": "A-Za-z", "blank": r"\t ", "cntrl": r"\x00-\x1f\x7f", "digit": "0-9", "graph": "!-~",
    "lower": "a-z", "print": " -~", "punct": r"!-/:-@\[-`{-~", "space": r"\t\n\v\f\r ", "upper": "A-Z", "xdigit": "0-9A-Fa-f",
}  # fmt: skip


def _git_class(pattern: str, offset: int) -> tuple[str, int] | None:
    """The expression of the class whose `[` stands before `at`, and the offset after its `]`."""
    out = []
    negated = pattern[offset : offset + 1] in ("!", "^")
    offset += negated
    first = True
    while pattern[offset : offset + 1] != "]" or first:
        if offset >= len(pattern):
            return None
        first = False
        if pattern.startswith("[:", offset):
            end = pattern.find(":]", offset)
            if end < 0 or pattern[offset + 2 : end] not in _POSIX:
                return None
            out.append(_POSIX[pattern[offset + 2 : end]])
            offset = end + 2
            continue
        low, offset = _class_character(pattern, offset)
        if pattern[offset : offset + 1] == "-" and pattern[offset + 1 : offset + 2] not in ("", "]"):
            high, offset = _class_character(pattern, offset + 1)
            if low <= high:
                out.append(f"{re.escape(low)}-{re.escape(high)}")
        else:
            out.append(re.escape(low))
    inner = "".join(out)
    if negated:
        return f"[^/{inner}]", offset + 1
    return (f"(?!/)[{inner}]" if inner else "(?!)"), offset + 1


def _class_character(pattern: str, offset: int) -> tuple[str, int]:
    if pattern[offset] == "\\" and offset + 1 < len(pattern):
        offset += 1
    return pattern[offset], offset + 1
