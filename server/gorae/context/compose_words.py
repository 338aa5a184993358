"""How compose takes the text of `command` and `entrypoint` apart: quotes and escapes as a shell's, and nothing else of it.

Held against docker compose 2.40.3 (tests/context/compose_cases.py). No shell runs: an operator of one ends the command.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

_BLANKS = " \t\r\n"
_OPERATORS = ";&|<>"
_DIGITS = "0123456789"


class CommandWords(NamedTuple):
    """The words of a command. `cut` is where an operator ends it, an offset of the text: what follows is dropped."""

    words: tuple[str, ...]
    cut: int | None = None
    is_refused: bool = False  # a quote or bracket without its end: compose ends with "invalid command line string"


@dataclass
class _Reader:
    words: list[str] = field(default_factory=list)
    word: str = ""
    is_begun: bool = False  # a word, which may be empty: `''`
    is_escaped: bool = False
    quote: str = ""  # `'`, `"`, a backtick, or `(` within `$(…)`
    is_wrong: bool = False

    def take(self, char: str) -> None:
        self.word += char
        self.is_begun = True

    def end_word(self) -> None:
        if self.is_begun:
            self.words.append(self.word)
        self.word, self.is_begun = "", False

    def read(self, char: str) -> bool:
        """Takes a character; False where the command ends before it."""
        if self.is_escaped:
            self.is_escaped = False
            self.take(char)
        elif char == "\\" and self.quote != "'":
            self.is_escaped = True
        elif self.quote:
            self._within_quotes(char)
        elif char in _BLANKS:
            self.end_word()
        elif char in "'\"":
            self.quote, self.is_begun = char, True
        elif char in _OPERATORS:
            return self._end(char)
        else:
            self._plain(char)
        return True

    def _within_quotes(self, char: str) -> None:
        closes = char == (")" if self.quote == "(" else self.quote)
        if closes:
            self.quote = ""
        if not closes or char not in "'\"":
            self.take(char)

    def _plain(self, char: str) -> None:
        if char == "`":
            self.quote = char
        elif char == "(":
            self.is_wrong |= not self.word.endswith("$")
            self.quote = char
        elif char == ")":
            self.is_wrong = True
        self.take(char)

    def _end(self, char: str) -> bool:
        # The number in front of `>` is that of a file, and no word.
        if char == ">" and self.word[:1] in (*_DIGITS,):
            self.word, self.is_begun = "", False
        return False


def command_words(text: str) -> CommandWords:
    """The words of a command that is written as one text."""
    reader = _Reader()
    cut = next((offset for offset, char in enumerate(text) if not reader.read(char)), None)
    if reader.is_wrong or reader.is_escaped or reader.quote:
        return CommandWords((), cut, is_refused=True)
    reader.end_word()
    return CommandWords(tuple(reader.words), cut)
