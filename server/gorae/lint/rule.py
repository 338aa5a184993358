"""The kinds of rules. The kind says what a rule looks at, when it looks again, and where its findings' spans count from.

| kind              | looks at                       | looks again when                   | spans count from        |
| ----------------- | ------------------------------ | ---------------------------------- | ----------------------- |
| `InstructionRule` | one instruction, its scope     | either of them changes             | the instruction's start |
| `StageRule`       | one stage                      | it or a stage that it uses changes | the document's start    |
| `FileRule`        | the whole file                 | at each change                     | the document's start    |
| `ContextRule`     | the file and the build context | at each change, once it is read    | the document's start    |
| `SuppressionRule` | what comments suppressed       | after all others                   | the document's start    |
| `ExternalRule`    | nothing: a program reports     | the program has answered           | -                       |
| `CallerRule`      | a compose or bake file         | it or a Dockerfile changes         | that file's start       |
| `IgnoreFileRule`  | an ignore file, its folder     | it or the folder changes           | that file's start       |

Each kind has one signature, `find`. A rule that needs more than the Dockerfile (its options, today's date, the build
context where there is one) gives `find_with` instead, whose last argument is `Inputs`. What stands behind ONBUILD is
shown to the first three kinds as the instructions of the stage that it will run in: no rule has to look for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gorae.config.option import Option
    from gorae.config.settings import Settings
    from gorae.config.severity import Severity
    from gorae.context import BuildContext
    from gorae.context.ignore_text import IgnoreText
    from gorae.facts.caller_file import CallerFile
    from gorae.lint.model import Finding, SuppressionUsage
    from gorae.stages import Build, Scope, Stage
    from gorae.syntax import Instruction

T = TypeVar("T")

# How often a rule reports, unless it is chosen by a name:
#   every             at each place
#   once_per_stage    at the first place of a stage, with the fixes of all; the others are related
#   first_of_stage    at the first place of a stage, whose fix holds for those below; the others are related
#   once_per_message  at the first of the places in the file that have the same message, with the fixes of all
#   once_per_file     at the first place of the file, with the fixes of all; the others are related
#   once_per_context  in the first of the Dockerfiles that are checked together whose fix writes the same other file
#   once_per_context_message  in the first of those that are checked together with the same message, severity and other file
Report = Literal[
    "every", "once_per_stage", "first_of_stage", "once_per_message", "once_per_file", "once_per_context", "once_per_context_message"
]  # fmt: skip
Linter = Literal["buildkit", "checkov", "gorae", "hadolint", "tally", "trivy"]


# What a rule of the whole file reads behind the keywords, flags and marks of heredocs of its instructions, by their names: words, in small
# letters, without one of which an instruction is nothing to it; no words: it reads all of it. What is in force below an
# instruction (ARG, ENV, FROM, SHELL, USER, WORKDIR, ONBUILD) may be read by any rule, and so may syntax errors.
Reads = Mapping[str, tuple[str, ...]]
COMMENTS = "#"  # the comments and blank lines between instructions
LINES = "\n"  # the numbers of lines: what it says of a finding holds one
ELSEWHERE = "*"  # all that is not named, comments too


class Alias(NamedTuple):
    """The code under which another linter, or a group of Gorae's own rules, knows what a rule finds."""

    linter: Linter
    code: str  # as the linter writes it; tally's with `tally/` before it


class Inputs(NamedTuple):
    """What a rule may know besides the Dockerfile."""

    settings: Settings
    context: BuildContext | None  # None: the folder is not known, or not read yet

    def option(self, option: Option[T]) -> T:
        """The value of an option that the rule declares."""
        return self.settings.option(option)


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A rule's facts, whatever its kind. Its texts are `NAME.ko.md` and `NAME.en.md` beside its module.

    Two rules of one name are one: that of the index (`gorae.lint.registry`), and that of the module, which is read later.
    """

    name: str  # of the problem: `user-missing`
    _: KW_ONLY
    aliases: tuple[Alias, ...] = ()
    severity: Severity = "warning"
    default: bool = True  # whether it is on without being chosen
    fixes: Literal["safe", "unsafe", "none"] = "none"  # the best it can offer
    report: Report = "every"
    supersedes: frozenset[str] = frozenset()  # rules that do not report words that a finding of this one touches
    options: tuple[Option[Any], ...] = ()  # what a configuration may set for it
    tag: Literal["", "deprecated", "unnecessary"] = ""  # how an editor draws what it finds: struck through, or faded
    exclusive: bool = False  # where it reports anything, no other rule does (see `Finding.only_here`)
    shipped_only: bool = False  # what it reports matters only in an image that is shipped: not in `Dockerfile.dev`
    behind_onbuild: bool = True  # False: what it reports does not hold, or is no news, in the stage that ONBUILD fills

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Rule) and self.name == other.name)

    def __hash__(self) -> int:
        return hash(self.name)

    @property
    def module(self) -> str:
        """The module that its pages stand beside."""
        find = getattr(self, "find", None) or getattr(self, "find_with", None)
        return find.__module__ if find is not None else __name__

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its aliases."""
        return tuple(alias.code for alias in self.aliases)

    def code(self, linter: Linter) -> str | None:
        """Its first code in another linter."""
        return next((alias.code for alias in self.aliases if alias.linter == linter), None)


@dataclass(frozen=True, slots=True, eq=False)
class InstructionRule(Rule):
    """Looks at one instruction of certain names, and at what is in force there."""

    find: Callable[[Instruction, Scope], Iterable[Finding]] | None = field(default=None, repr=False)
    _: KW_ONLY
    find_with: Callable[[Instruction, Scope, Inputs], Iterable[Finding]] | None = field(default=None, repr=False)
    instructions: frozenset[str] = frozenset()  # their names in capitals; empty: all

    def run(self, instruction: Instruction, scope: Scope, inputs: Inputs) -> Iterable[Finding]:
        """The findings of one instruction."""
        if self.find_with is not None:
            return self.find_with(instruction, scope, inputs)
        return self.find(instruction, scope) if self.find is not None else ()


@dataclass(frozen=True, slots=True, eq=False)
class StageRule(Rule):
    """Looks at one stage, and at those that it is based on or copies from."""

    find: Callable[[Stage], Iterable[Finding]] | None = field(default=None, repr=False)
    _: KW_ONLY
    find_with: Callable[[Stage, Inputs], Iterable[Finding]] | None = field(default=None, repr=False)
    # What it finds besides in the files of the build context.
    in_context: Callable[[Stage, BuildContext], Iterable[Finding]] | None = field(default=None, repr=False)

    def run(self, stage: Stage, inputs: Inputs) -> Iterable[Finding]:
        """The findings of one stage."""
        if self.find_with is not None:
            return self.find_with(stage, inputs)
        return self.find(stage) if self.find is not None else ()


@dataclass(frozen=True, slots=True, eq=False)
class FileRule(Rule):
    """Looks at the whole file. It says what of it, so that a keystroke elsewhere does not ask it again."""

    find: Callable[[Build], Iterable[Finding]] | None = field(default=None, repr=False)
    _: KW_ONLY
    find_with: Callable[[Build, Inputs], Iterable[Finding]] | None = field(default=None, repr=False)
    reads: Reads | None = None  # None: all of it
    last_only: bool = False  # looks only at the stage that is built and those that it is based on

    def run(self, build: Build, inputs: Inputs) -> Iterable[Finding]:
        """The findings of the file."""
        if self.find_with is not None:
            return self.find_with(build, inputs)
        return self.find(build) if self.find is not None else ()


@dataclass(frozen=True, slots=True, eq=False)
class ContextRule(Rule):
    """Looks at the file and the folder that it is built from; does not run where that is not known."""

    find: Callable[[Build, BuildContext], Iterable[Finding]] = field(repr=False)
    _: KW_ONLY
    reads: Reads | None = None  # as a FileRule's
    last_only: bool = False

    def run(self, build: Build, inputs: Inputs) -> Iterable[Finding]:
        """The findings of the file; none without a context."""
        return self.find(build, inputs.context) if inputs.context is not None else ()


@dataclass(frozen=True, slots=True, eq=False)
class SuppressionRule(Rule):
    """Looks at what the suppressing comments did, after all other rules."""

    find: Callable[[Build, SuppressionUsage], Iterable[Finding]] = field(repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class ExternalRule(Rule):
    """A check of a program outside (ShellCheck): chosen, suppressed and made severe as any rule; the program reports."""

    family: ExternalRule | None = None  # the rule that stands for all checks of the program

    @property
    def program(self) -> str:
        """The program's name."""
        return self.family.name if self.family is not None else self.name


@dataclass(frozen=True, slots=True, eq=False)
class CallerRule(Rule):
    """Looks at a compose or bake file and the Dockerfiles that it asks for. No rule of a Dockerfile's text."""

    find: Callable[[CallerFile], Iterable[Finding]] = field(repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class IgnoreFileRule(Rule):
    """Looks at a `.dockerignore` and what its patterns do in the folder. No rule of a Dockerfile's text."""

    find: Callable[[IgnoreText], Iterable[Finding]] = field(repr=False)


# Rules of files around the Dockerfile.
OF_OTHER_FILES = (CallerRule, IgnoreFileRule)


def names_of(rule: Rule) -> tuple[str, ...]:
    """The names that others may call a rule by: a code of ShellCheck's also by that of all of them."""
    if isinstance(rule, ExternalRule) and rule.family is not None:
        return (rule.name, rule.family.name)
    return (rule.name,)
