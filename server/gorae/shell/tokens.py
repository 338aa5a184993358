"""The words of commands, and what stands between them: operators, redirections, assignments, here-documents.

All spans are code points of the script's text. Plain classes with slots rather than dataclasses: a Dockerfile's RUN
bodies make thousands of words, and what few rules ask for (values, variables) is worked out when first asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gorae.shell.words import Reading, ShellVariable, read
from gorae.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Holes = tuple[tuple[int, int], ...]
NO_VALUE_OPTIONS: frozenset[str] = frozenset()


class Operator(NamedTuple):
    """What joins two commands: `&&`, `||`, `;`, `|`, `|&`, `&` or a newline."""

    text: str
    span: Span


class Word:
    """One word as the shell splits them, quotes and expansions included.

    `text` is the raw text of `span`, what the builder takes out of it (continuations, comment lines) still in it.
    """

    __slots__ = ("_holes", "_reading", "_starts", "span", "text")

    def __init__(self, span: Span, text: str, holes: Holes = (), reading: Reading | None = None) -> None:
        self.span = span
        self.text = text
        self._holes = holes
        self._reading = reading
        self._starts: list[tuple[int, int]] | None = None  # (joined offset, text offset) of each piece between holes

    def __repr__(self) -> str:
        return f"Word({self.text!r}, {self.span.start}-{self.span.end})"

    @property
    def joined(self) -> str:
        """The raw text without what the builder takes out of it."""
        if not self._holes or "\n" not in self.text:
            return self.text
        pieces, offset, length = [], 0, 0
        self._starts = []
        for start, end in self._holes:
            begin, stop = start - self.span.start, end - self.span.start
            if stop <= 0 or begin >= len(self.text):
                continue
            self._starts.append((length, offset))
            pieces.append(self.text[offset : max(begin, 0)])
            length += len(pieces[-1])
            offset = stop
        self._starts.append((length, offset))
        pieces.append(self.text[offset:])
        return "".join(pieces)

    def _offset(self, joined: int) -> int:
        offset = joined
        for start, here in self._starts or ():
            if start > joined:
                break
            offset = here + joined - start
        return offset

    @property
    def reading(self) -> Reading:
        """Value, variables and quoting; offsets of its variables are of the joined text: use `variables`."""
        if self._reading is None:
            self._reading = read(self.joined)
        return self._reading

    @property
    def value(self) -> str:
        """The word without quotes, escapes and continuations; expansions stay as they are written."""
        reading = self._reading  # asked of every command's program by most rules
        return reading.value if reading is not None else self.reading.value

    @property
    def static(self) -> bool:
        """Whether no variable, command or arithmetic is filled in; a pattern for file names may be in it."""
        return self.reading.static

    @property
    def globs(self) -> bool:
        """Whether an unquoted `*`, `?`, `[` or `{a,b}` makes the shell look for files or make several words."""
        return self.reading.globs

    @property
    def style(self) -> str:
        """How it is quoted: "bare", "single", "double" (as a whole), "mixed"."""
        return self.reading.style

    @property
    def variables(self) -> tuple[ShellVariable, ...]:
        """The variables in it, bar those of commands in `$( )`, which have words of their own."""
        uses = self.reading.variables
        if not uses:
            return ()
        start = self.span.start

        def here(span: Span) -> Span:
            return Span(start + self._offset(span.start), start + self._offset(span.end - 1) + 1)

        return tuple(use._replace(span=here(use.span), name_span=here(use.name_span)) for use in uses)

    @property
    def is_option(self) -> bool:
        """Whether the word begins like an option, `-x` or `--xyz`; neither `-` nor `--` is one."""
        return self.text[:1] == "-" and self.text not in {"-", "--"}

    def part(self, start: int, end: int | None = None) -> Word:
        """A piece of the word, by offsets of its text: the value of `--name=value`."""
        text = self.text[start:end]
        begin = self.span.start + start
        return Word(Span(begin, begin + len(text)), text, self._holes)


class HereDocument(NamedTuple):
    """The text between `<<WORD` and its end; where `quoted`, nothing is filled in."""

    body: Word
    quoted: bool

    @property
    def variables(self) -> tuple[ShellVariable, ...]:
        """The variables that are filled in."""
        return () if self.quoted else self.body.variables


class Redirection(NamedTuple):
    """`2> file`: `descriptor` is the number before the operator, if any; `target` is None for heredocs."""

    operator: str
    span: Span
    target: Word | None
    descriptor: str = ""
    heredoc: HereDocument | None = None


class Assignment(NamedTuple):
    """`NAME=value` before a command or alone; `value` is the empty word where nothing follows the sign."""

    name: str
    value: Word
    span: Span
    appends: bool = False


class Arguments:
    """What `Command` and `Effective` have in common: words behind a program, of which some are options."""

    __slots__ = ()

    @property
    def args(self) -> tuple[Word, ...]:
        """The words after the program."""
        raise NotImplementedError

    @property
    def flags(self) -> frozenset[str]:
        """The option words up to `--`, as written, without the value behind `=`."""
        return flags(self.args)

    def has_flag(self, *names: str) -> bool:
        """Whether one of the options is given; a short one also within `-qqy`, a long one also as `--name=value`."""
        return has_flag(self.args, names)

    def option_value(self, *names: str) -> Word | None:
        """The value of the first of these options, written `--name value`, `--name=value`, `-n value` or `-nvalue`."""
        return option_value(self.args, names)

    def operands(self, value_options: Iterable[str] = NO_VALUE_OPTIONS) -> tuple[Word, ...]:
        """The arguments that are neither options nor the values of these options; all after `--`."""
        return operands(self.args, value_options)

    @property
    def subcommand(self) -> str:
        """The first operand's value, as far as that can be known without knowing which options take values."""
        found = self.operands()
        return found[0].value if found else ""


def flags(args: Sequence[Word]) -> frozenset[str]:
    """The option words up to `--`, without `=value`."""
    found = set()
    for word in args:
        if word.text == "--":
            break
        if word.is_option:
            found.add(word.value.partition("=")[0])
    return frozenset(found)


def has_flag(args: Sequence[Word], names: Iterable[str]) -> bool:
    """Whether an option is among the words before `--`; short ones are found in bundles (`-qqy`)."""
    given = flags(args)
    for name in names:
        if name in given:
            return True
        if len(name) == 2 and any(flag[1:2] != "-" and name[1] in flag[1:] for flag in given):
            return True
    return False


def option_value(args: Sequence[Word], names: Iterable[str]) -> Word | None:
    """The value of the first of the options, None where none is given or nothing follows it."""
    wanted = tuple(names)
    for index, word in enumerate(args):
        text = word.text
        if text == "--":
            return None
        if text[:1] != "-":
            continue
        for name in wanted:
            if text == name:
                return args[index + 1] if index + 1 < len(args) else None
            if text.startswith(name) and (text[len(name)] == "="):
                return word.part(len(name) + 1)
            if len(name) == 2 and name[1] != "-" and text.startswith(name):
                return word.part(2)
    return None


def operands(args: Sequence[Word], value_options: Iterable[str] = NO_VALUE_OPTIONS) -> tuple[Word, ...]:
    """The words that are neither options nor values of the options named."""
    values = value_options if isinstance(value_options, (set, frozenset)) else frozenset(value_options)
    found: list[Word] = []
    skip = False
    for index, word in enumerate(args):
        if skip:
            skip = False
        elif word.text == "--":
            found.extend(args[index + 1 :])
            break
        elif not word.is_option:
            found.append(word)
        elif word.text in values:
            skip = True
    return tuple(found)
