"""What a script is made of: commands, compounds and lists.

All spans are code points of the script's text.
"""

from __future__ import annotations

from typing import NamedTuple

from gorae.shell.tokens import Arguments, Assignment, Operator, Redirection, Word
from gorae.shell.wrappers import unwrapped
from gorae.source import Span


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


class Command(Arguments):
    """A simple command, a test `[ ]`, a declaration (export, local …), an unset, or assignments alone.

    `kind` is "simple", "test", "declaration", "unset", "assignment" or "redirection". `words` begins with the name.
    """

    __slots__ = (
        "_effective", "after", "assignments", "background", "before", "element", "kind", "redirections", "scope", "span",
        "words",
    )  # fmt: skip

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
        """What is run in the end, looking through sudo, env, exec, nice, time, xargs and the like."""
        if self._effective is None:
            if self.kind == "simple":
                self._effective = Effective(self, *unwrapped(self.words, self.assignments))
            else:
                self._effective = Effective(self, self.words, (), self.assignments)
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
    def is_unguarded(self) -> bool:
        """Whether it runs whenever all before it ended well, and nothing stands in for it where it fails."""
        return self.runs_unconditionally and self.operator_after not in ("||", "&")


class Effective(Arguments):
    """A command behind its wrappers: `apt-get install x` in `sudo env A=1 apt-get install x`."""

    __slots__ = ("assignments", "command", "program", "words", "wrappers")

    def __init__(
        self, command: Command, words: tuple[Word, ...], wrappers: tuple[str, ...], assignments: tuple[Assignment, ...]
    ) -> None:
        self.command = command
        self.words = words
        self.wrappers = wrappers
        self.assignments = assignments
        # The program's name without its folder. Most rules ask for it, of every command.
        self.program = words[0].value.rpartition("/")[2] if words else ""

    @property
    def name(self) -> Word | None:
        """The program's word, None where nothing is run."""
        return self.words[0] if self.words else None

    @property
    def args(self) -> tuple[Word, ...]:
        """The words after the program."""
        return self.words[1:]

    @property
    def span(self) -> Span:
        """From the program's word to the last one."""
        return Span(self.words[0].span.start, self.words[-1].span.end) if self.words else self.command.span


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
