"""What a Dockerfile consists of.

An instruction is a value: its text, and spans relative to its own first character. Where it stands is known to the
document alone (`Node`), so whatever was found in an instruction stays true when the lines above it come and go.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from gorae.source import Span
from gorae.source.derived import derived

if TYPE_CHECKING:
    from collections.abc import Hashable

Form = Literal["none", "shell", "exec"]

INSTRUCTIONS = (
    "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER",
    "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
)  # fmt: skip


class JoinedLine:
    """The joined line of an instruction: its text without continuations, and where each part stands in the source."""

    __slots__ = ("_logical", "_source", "text")

    def __init__(self, text: str, logical: tuple[int, ...], source: tuple[int, ...]) -> None:
        """Part i of the text begins at `logical[i]` in it and at `source[i]` in the instruction."""
        self.text = text
        self._logical = logical
        self._source = source

    def offset(self, offset: int) -> int:
        """The offset in the instruction of the character at `at` in the joined line."""
        part = bisect_right(self._logical, offset) - 1
        return self._source[part] + offset - self._logical[part]

    def span(self, start: int, end: int) -> Span:
        """The span in the instruction of `text[start:end]`; a word that is continued spans the continuation too."""
        if end <= start:
            offset = self.offset(start)
            return Span(offset, offset)
        return Span(self.offset(start), self.offset(end - 1) + 1)

    def pieces(self, start: int, end: int) -> list[Span]:
        """The spans in the instruction that `text[start:end]` is joined of, in order."""
        bounds = zip(self._logical, (*self._logical[1:], len(self.text)), self._source, strict=True)
        return [
            Span(source + max(start - begin, 0), source + min(end, stop) - begin)
            for begin, stop, source in bounds
            if begin < end and stop > start
        ]


class Variable(NamedTuple):
    """A use of a variable: `$NAME`, `${NAME}`, `${NAME:-word}` …"""

    span: Span
    name: str
    name_span: Span
    modifier: str  # "" or one of :- :+ :? - + ? # ## % %% / //
    word: str  # what stands behind the modifier, as written
    word_span: Span | None
    braces: bool
    nested: tuple[Variable, ...] = ()  # variables within `word`


class Word(NamedTuple):
    """A word of an instruction's arguments."""

    span: Span
    text: str  # as written, quotes and escapes in it, continuations out of it
    value: str  # without quotes and escapes; variables are left as written
    variables: tuple[Variable, ...] = ()

    @property
    def is_static(self) -> bool:
        """Whether the value is known without knowing any variable."""
        return not self.variables


class Option(NamedTuple):
    """One comma-separated part of a `--mount` flag's value."""

    span: Span
    key: str
    key_span: Span
    value: str | None
    value_span: Span | None


class Flag(NamedTuple):
    """A builder flag: `--name` or `--name=value`."""

    span: Span
    name: str  # lower-case as written, without the dashes
    name_span: Span  # with the dashes
    value: str | None  # without quotes and escapes
    value_span: Span | None
    variables: tuple[Variable, ...] = ()
    options: tuple[Option, ...] = ()  # of --mount, --device and the like: key=value parts

    def option(self, *keys: str) -> Option | None:
        """The first part with one of these keys."""
        return next((option for option in self.options if option.key in keys), None)


class Pair(NamedTuple):
    """A name and its value in ENV, LABEL or ARG."""

    span: Span
    key: Word
    value: Word | None  # None: an ARG without default
    legacy: bool = False  # `ENV name value`


class Heredoc(NamedTuple):
    """A here-document: its marker among the words, and its body below."""

    marker: Span  # `<<-"EOF"`, with a file descriptor before it
    name: str
    expand: bool  # False where the name is quoted
    strip_tabs: bool  # `<<-`
    body: Span  # the lines between, with their line endings
    end: Span | None  # the closing name; None where it is missing
    variables: tuple[Variable, ...] = ()  # of COPY and ADD; in a RUN they are the shell's


class SyntaxIssue(NamedTuple):
    """A syntax error: what BuildKit refuses. `kind` names the sentence in the page of `syntax-error`."""

    kind: str
    span: Span
    facts: tuple[tuple[str, str], ...] = ()
    stops: bool = True  # False: this build goes on; what ONBUILD keeps is read in the build that it fires in


class _Referred:
    """What may be referred to without keeping it. Python 3.10's dataclasses have no option for that."""

    __slots__ = ("__weakref__",)


@dataclass(frozen=True, slots=True, eq=False)
class Instruction(_Referred):
    """One instruction. All spans are relative to its first character."""

    text: str  # from the keyword to the last character, heredoc bodies included, the final newline not
    escape: str
    name: str  # the keyword in capitals; an unknown word too
    keyword: Span
    logical: JoinedLine
    arguments: Span  # what stands behind keyword and flags, on the joined line
    arguments_text: str  # the same, without continuations
    flags: tuple[Flag, ...] = ()
    form: Form = (
        "none"  # RUN, CMD, ENTRYPOINT, SHELL, VOLUME, ADD, COPY, HEALTHCHECK CMD: exec where it is a JSON array
    )
    words: tuple[Word, ...] = ()  # as this instruction splits its arguments; the strings of a JSON array
    pairs: tuple[Pair, ...] = ()  # ENV, LABEL, ARG
    heredocs: tuple[Heredoc, ...] = ()
    trigger: Instruction | None = None  # ONBUILD's instruction, HEALTHCHECK's CMD; spans relative to the outer one
    comments: tuple[Span, ...] = ()  # comment lines between continued lines, from `#` to the line's end
    blank_lines: tuple[Span, ...] = ()  # blank lines between continued lines, with their line endings
    issues: tuple[SyntaxIssue, ...] = ()
    derived: dict[Hashable, Any] = field(default_factory=dict, repr=False)  # see gorae.source.derived

    @property
    def span(self) -> Span:
        """The whole instruction."""
        return Span(0, len(self.text))

    @property
    def variables(self) -> tuple[Variable, ...]:
        """The variables that BuildKit itself replaces: of words, pairs, flags and COPY's heredocs."""
        return _variables(self)

    def flag(self, name: str) -> Flag | None:
        """The first flag of that name, without the dashes."""
        return next((flag for flag in self.flags if flag.name == name), None)

    def flags_named(self, name: str) -> tuple[Flag, ...]:
        """All flags of that name, without the dashes."""
        return tuple(flag for flag in self.flags if flag.name == name)

    def slice(self, span: Span) -> str:
        """The source characters of a span."""
        return self.text[span.start : span.end]

    @property
    def is_lower_case(self) -> bool:
        """Whether its keyword is written in small letters."""
        return self.keyword.of(self.text).islower()

    def in_case(self, word: str) -> str:
        """A keyword, given in capitals, in the letter case of this instruction's."""
        return word.lower() if self.is_lower_case else word


@derived
def _variables(instruction: Instruction) -> tuple[Variable, ...]:
    uses = [use for flag in instruction.flags for use in flag.variables]
    if instruction.pairs:
        for pair in instruction.pairs:
            uses += pair.key.variables
            if pair.value is not None:
                uses += pair.value.variables
    else:
        uses += [use for word in instruction.words for use in word.variables]
    uses += [use for heredoc in instruction.heredocs for use in heredoc.variables]
    if instruction.trigger is not None:
        uses += instruction.trigger.variables
    return tuple(sorted(set(uses)))


class Node(NamedTuple):
    """An instruction where it stands. `start` is an offset in the text of the document that holds it."""

    instruction: Instruction
    start: int
    index: int  # type: ignore[assignment]  # its number among the document's instructions; tuple.index is not missed

    @property
    def name(self) -> str:
        """The keyword in capitals."""
        return self.instruction.name

    @property
    def span(self) -> Span:
        """Where the whole instruction stands."""
        return Span(self.start, self.start + len(self.instruction.text))

    @property
    def keyword(self) -> Span:
        """Where the keyword stands."""
        return self.instruction.keyword.shift(self.start)

    def to_document(self, span: Span) -> Span:
        """Where a span of the instruction stands in the document."""
        return Span(span.start + self.start, span.end + self.start)


class Comment(NamedTuple):
    """A comment line outside of instructions; the span goes from `#` to the line's end."""

    span: Span
    text: str


class Directive(NamedTuple):
    """A parser directive: `# syntax=…`, `# escape=…`, `# check=…`."""

    span: Span
    name: str  # lower-case
    name_span: Span
    value: str
    value_span: Span
