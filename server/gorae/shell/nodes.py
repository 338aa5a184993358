"""What a script is made of: commands, their words, operators, redirections, and where each stands.

All spans are code points of the script's text. Plain classes with slots rather than dataclasses: a Dockerfile's RUN
bodies make thousands of words, and what few rules ask for (values, variables) is worked out when first asked.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from gorae.shell.words import Reading, ShellVariable, read
from gorae.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Holes = tuple[tuple[int, int], ...]
NO_VALUE_OPTIONS: frozenset[str] = frozenset()


class Operator(NamedTuple):
    """What joins two commands: `&&`, `||`, `;`, `|`, `|&`, `&` or a line end."""

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
        pieces, at, length = [], 0, 0
        self._starts = []
        for start, end in self._holes:
            begin, stop = start - self.span.start, end - self.span.start
            if stop <= 0 or begin >= len(self.text):
                continue
            self._starts.append((length, at))
            pieces.append(self.text[at : max(begin, 0)])
            length += len(pieces[-1])
            at = stop
        self._starts.append((length, at))
        pieces.append(self.text[at:])
        return "".join(pieces)

    def _offset(self, joined: int) -> int:
        at = joined
        for start, here in self._starts or ():
            if start > joined:
                break
            at = here + joined - start
        return at

    @property
    def reading(self) -> Reading:
        """Value, variables and quoting; offsets of its variables are of the joined text: use `variables`."""
        if self._reading is None:
            self._reading = read(self.joined)
        return self._reading

    @property
    def value(self) -> str:
        """The word without quotes, escapes and continuations; expansions stay as they are written."""
        return self.reading.value

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

    delimiter: str
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


class Scope:
    """A list of commands and what it stands in.

    `kind` is "top", "subshell", "group", "substitution", "backticks", "process", "condition" (of if, while, until),
    "if", "elif", "else", "for", "while", "until", "select", "case" or "function". `host` is the command or compound
    that holds it; `elements` are its pipelines in order.
    """

    __slots__ = ("always", "elements", "host", "kind", "parent", "span")

    def __init__(
        self, kind: str, span: Span, parent: Scope | None, host: Command | Compound | None, *, always: bool
    ) -> None:
        self.kind = kind
        self.span = span
        self.parent = parent
        self.host = host
        self.always = always  # entered whenever its host runs
        self.elements: tuple[Element, ...] = ()

    def __repr__(self) -> str:
        return f"Scope({'/'.join(self.path)})"

    @property
    def path(self) -> tuple[str, ...]:
        """The kinds of all scopes from the outermost to this one, without "top"."""
        kinds: list[str] = []
        scope: Scope | None = self
        while scope is not None and scope.parent is not None:
            kinds.append(scope.kind)
            scope = scope.parent
        return tuple(reversed(kinds))

    @property
    def isolates(self) -> bool:
        """Whether what is set in it (variables, options, folder) is forgotten at its end."""
        return self.kind in {"subshell", "substitution", "backticks", "process"}


class Compound:
    """`( )`, `{ }`, if, for, while, until, case, select, a function's definition, as one step of a pipeline.

    `kind` is "subshell", "group", "if", "for", "while", "until", "select", "case", "function" or "arithmetic".
    """

    __slots__ = ("after", "background", "before", "element", "kind", "name", "redirections", "scope", "span", "words")

    def __init__(self, kind: str, span: Span, scope: Scope) -> None:
        self.kind = kind
        self.span = span
        self.scope = scope
        self.name = ""  # the variable of for and select, the name of a function
        self.words: tuple[Word, ...] = ()  # what for, select and case go through
        self.redirections: tuple[Redirection, ...] = ()
        self.before: Operator | None = None
        self.after: Operator | None = None
        self.background = False
        self.element: Element | None = None

    def __repr__(self) -> str:
        return f"Compound({self.kind}, {self.span.start}-{self.span.end})"


class Command:
    """A simple command, a test `[ ]`, a declaration (export, local …), an unset, or assignments alone.

    `kind` is "simple", "test", "declaration", "unset", "assignment" or "redirection". `words` begins with the name.
    """

    __slots__ = (
        "_effective", "_options", "after", "assignments", "background", "before", "element", "kind", "redirections",
        "scope", "script", "span", "words",
    )  # fmt: skip

    script: Script
    _options: frozenset[str]

    def __init__(
        self,
        kind: str,
        span: Span,
        words: tuple[Word, ...],
        assignments: tuple[Assignment, ...],
        redirections: tuple[Redirection, ...],
        scope: Scope,
    ) -> None:
        self.kind = kind
        self.span = span
        self.words = words
        self.assignments = assignments
        self.redirections = redirections
        self.scope = scope
        self.before: Operator | None = None
        self.after: Operator | None = None
        self.background = False
        self.element: Element | None = None
        self._effective: Effective | None = None

    def __repr__(self) -> str:
        return f"Command({' '.join(word.text for word in self.words)!r}, {self.span.start}-{self.span.end})"

    @property
    def name(self) -> Word | None:
        """The first word, None for assignments or redirections alone."""
        return self.words[0] if self.words else None

    @property
    def name_text(self) -> str:
        """The first word's value, "" where there is none."""
        return self.words[0].value if self.words else ""

    @property
    def program(self) -> str:
        """The name without its folder: `apt-get` for `/usr/bin/apt-get`. Of the command itself, not of what a wrapper
        such as sudo runs: see `effective`.
        """
        return self.name_text.rpartition("/")[2] if self.words else ""

    @property
    def args(self) -> tuple[Word, ...]:
        """The words after the name."""
        return self.words[1:]

    @property
    def effective(self) -> Effective:
        """What is run in the end, looking through sudo, env, exec, nice, time, xargs and their kin."""
        if self._effective is None:
            from gorae.shell.wrappers import unwrapped

            self._effective = unwrapped(self)
        return self._effective

    @property
    def operator_before(self) -> str | None:
        """The operator before it in its list or pipeline, None for the first."""
        return self.before.text if self.before else None

    @property
    def operator_after(self) -> str | None:
        """The operator after it, None where its list ends."""
        return self.after.text if self.after else None

    @property
    def negated(self) -> bool:
        """Whether its pipeline begins with `!`."""
        return self.element is not None and self.element.negated

    @property
    def pipeline_length(self) -> int:
        """How many commands are in its pipeline; 1 where there is no pipe."""
        return len(self.element.steps) if self.element else 1

    @property
    def pipeline_position(self) -> int:
        """Its place in its pipeline, from 0."""
        return self.element.steps.index(self) if self.element else 0

    @property
    def is_piped(self) -> bool:
        """Whether its output goes into another command's input."""
        return self.operator_after in {"|", "|&"}

    @property
    def is_top_level(self) -> bool:
        """Whether it stands in no parentheses, braces, conditions, loops, functions or substitutions."""
        return self.scope.parent is None

    @property
    def runs_unconditionally(self) -> bool:
        """Whether it runs whenever all before it ended well: not after `||`, nor in a branch, loop or function."""
        here: Command | Compound | None = self
        while here is not None:
            first = here.element.steps[0] if here.element else here
            if first.before is not None and first.before.text == "||":
                return False
            if not here.scope.always:
                return False
            here = here.scope.host
        return True

    @property
    def options(self) -> frozenset[str]:
        """The shell's options that `set` has switched on before it, by long name: "errexit", "xtrace", "pipefail"."""
        self.script.state  # noqa: B018 - works out the options of all commands
        return self._options

    @property
    def flags(self) -> frozenset[str]:
        """Its option words up to `--`, as written, without the value behind `=`."""
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
        """The first operand's value, as far as that can be told without knowing which options take values."""
        found = self.operands()
        return found[0].value if found else ""


class Effective(NamedTuple):
    """A command behind its wrappers: `apt-get install x` in `sudo env A=1 apt-get install x`."""

    command: Command
    words: tuple[Word, ...]
    wrappers: tuple[str, ...]
    assignments: tuple[Assignment, ...]

    @property
    def name(self) -> Word | None:
        """The program's word, None where nothing is run."""
        return self.words[0] if self.words else None

    @property
    def program(self) -> str:
        """The program's name without its folder."""
        return self.words[0].value.rpartition("/")[2] if self.words else ""

    @property
    def args(self) -> tuple[Word, ...]:
        """The words after the program."""
        return self.words[1:]

    @property
    def span(self) -> Span:
        """From the program's word to the last one."""
        return Span(self.words[0].span.start, self.words[-1].span.end) if self.words else self.command.span

    @property
    def flags(self) -> frozenset[str]:
        """As `Command.flags`."""
        return flags(self.args)

    def has_flag(self, *names: str) -> bool:
        """As `Command.has_flag`."""
        return has_flag(self.args, names)

    def option_value(self, *names: str) -> Word | None:
        """As `Command.option_value`."""
        return option_value(self.args, names)

    def operands(self, value_options: Iterable[str] = NO_VALUE_OPTIONS) -> tuple[Word, ...]:
        """As `Command.operands`."""
        return operands(self.args, value_options)

    @property
    def subcommand(self) -> str:
        """As `Command.subcommand`."""
        found = self.operands()
        return found[0].value if found else ""


class Element(NamedTuple):
    """A pipeline in a list: `operator` is what precedes it, None for the first. One step where there is no pipe."""

    span: Span
    text: str
    operator: Operator | None
    steps: tuple[Command | Compound, ...]
    negated: bool
    background: bool

    @property
    def kind(self) -> str:
        """ "pipeline" (with a pipe), "simple" (one command), or the compound's kind ("subshell", "if" …)."""
        if len(self.steps) > 1:
            return "pipeline"
        only = self.steps[0]
        return only.kind if isinstance(only, Compound) else "simple"


class Script:
    """A body's commands. `complete` is False where it was not read: too long, or no shell that is known."""

    __slots__ = (
        "_state", "body", "commands", "comments", "complete", "compounds", "errors", "holes", "masked", "other_words",
        "top", "trailing",
    )  # fmt: skip

    def __init__(self, body: str, *, complete: bool = True) -> None:
        self.body = body
        self.masked = body
        self.holes: Holes = ()
        self.complete = complete
        self.commands: tuple[Command, ...] = ()
        self.compounds: tuple[Compound, ...] = ()
        self.comments: tuple[Span, ...] = ()
        self.errors: tuple[Span, ...] = ()
        self.other_words: tuple[Word, ...] = ()  # of arithmetic, `for`, `case`: words of no command
        self.top = Scope("top", Span(0, len(body)), None, None, always=True)
        self.trailing: Operator | None = None  # an operator that the script ends with
        self._state: State | None = None

    @property
    def chain(self) -> tuple[Element, ...]:
        """The outermost list: its pipelines in order, each with the operator before it."""
        return self.top.elements

    @property
    def state(self) -> State:
        """Variables and shell options, worked out when first asked."""
        if self._state is None:
            from gorae.shell.state import state_of

            self._state = state_of(self)
        return self._state

    @property
    def variables(self) -> tuple[ShellVariable, ...]:
        """All variables that the shell fills in, in order of appearance."""
        return self.state.variables

    @property
    def assigned(self) -> frozenset[str]:
        """The names that the body itself gives a value, however: `x=`, read, for, export, local, getopts, printf -v."""
        return self.state.assigned

    @property
    def exported(self) -> frozenset[str]:
        """The names that the body exports."""
        return self.state.exported


class State(NamedTuple):
    """What running a script does to its shell."""

    variables: tuple[ShellVariable, ...]
    assigned: frozenset[str]
    exported: frozenset[str]
    options: frozenset[str]


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


def cover(spans: Iterable[Span]) -> Span:
    """The smallest span over all."""
    return reduce(lambda one, other: one | other, spans)
