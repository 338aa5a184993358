"""What a rule is, and what it finds: facts, never sentences. The sentences stand in the rule's pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Severity = Literal["error", "warning", "information", "hint"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "information", "hint")
Applicability = Literal["safe", "unsafe"]

# What a rule looks at, and so when it has to look again:
#   instruction  find(instruction: Instruction, scope: Scope)   spans relative to the instruction
#   stage        find(stage: Stage)                             spans relative to the document
#   build        find(build: Build)                             spans relative to the document
#   context      find(build: Build, context: BuildContext)      spans relative to the document; waits for the folder
#   program      what it finds comes from a program outside (ShellCheck), and is handed to the engine
#   ignores      find(build: Build, ignores: Ignores)           spans relative to the document; after all others
#   caller       find(file: CallerFile)                         spans of a compose or bake file
#   ignore-file  find(file: IgnoreText)                         spans of a `.dockerignore`
Sees = Literal["instruction", "stage", "build", "context", "program", "ignores", "caller", "ignore-file"]

# Rules of files around the Dockerfile: they are no rules of its text.
OF_OTHER_FILES: tuple[Sees, ...] = ("caller", "ignore-file")

# How often a rule reports:
#   every             at each place
#   once_per_stage    at the first place of a stage, with the fixes of all
#   first_of_stage    at the first place of a stage, whose fix holds for those below
#   once_per_message  at the first of the places in the file that it says the same of, with the fixes of all
Report = Literal["every", "once_per_stage", "first_of_stage", "once_per_message"]


class FileEdit(NamedTuple):
    """A change of another file than the Dockerfile: its whole new text."""

    path: str  # below the context's root, with `/`
    before: str | None  # None: the file is made
    after: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that ends a finding. `safe`: the image built is the same or only smaller; nothing is lost."""

    edits: tuple[Edit, ...]
    safe: bool
    variant: str = ""  # which of the page's titles: `fix` or `fix-VARIANT`
    facts: tuple[tuple[str, object], ...] = ()  # fill the title's gaps
    files: tuple[FileEdit, ...] = ()

    def shift(self, by: int) -> Fix:
        """The same fix where the text begins `by` code points earlier."""
        return Fix(tuple(edit.shift(by) for edit in self.edits), self.safe, self.variant, self.facts, self.files)


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem at one place. Spans are relative to what the rule saw (`Sees`)."""

    span: Span
    facts: tuple[tuple[str, object], ...] = ()  # fill the message's gaps
    fixes: tuple[Fix, ...] = ()  # choices, the preferred one first
    variant: str = ""  # which of the page's messages: `message` or `message-VARIANT`
    severity: Severity | None = None  # where it differs from the rule's
    unmatched_aliases: frozenset[str] = frozenset()  # those of the rule's aliases whose own linter does not see this
    opt_in: bool = False  # reported only to those who choose the rule by a name

    def shift(self, by: int) -> Finding:
        """The same finding where the text begins `by` code points earlier."""
        fixes = tuple(fix.shift(by) for fix in self.fixes)
        return Finding(
            self.span.shift(by), self.facts, fixes, self.variant, self.severity, self.unmatched_aliases, self.opt_in
        )

    def with_alias(self, alias: str, *, claimed: bool) -> Finding:
        """The same finding where the linter of that alias says so, too; or, not claimed, is silent."""
        unmatched = self.unmatched_aliases - {alias} if claimed else self.unmatched_aliases | {alias}
        return Finding(self.span, self.facts, self.fixes, self.variant, self.severity, unmatched, self.opt_in)


def found(
    span: Span,
    *fixes: Fix | None,
    variant: str = "",
    severity: Severity | None = None,
    unmatched_aliases: Iterable[str] = (),
    **facts: object,
) -> Finding:
    """A finding at the span; fixes that are None are left out; the keyword arguments fill the message's gaps."""
    kept = tuple(fix for fix in fixes if fix is not None)
    return Finding(span, tuple(facts.items()), kept, variant, severity, frozenset(unmatched_aliases))


def fix(
    edits: Edit | Iterable[Edit], *, safe: bool, variant: str = "", files: tuple[FileEdit, ...] = (), **facts: object
) -> Fix:
    """A fix of these edits; the keyword arguments fill the title's gaps."""
    group = (edits,) if isinstance(edits, Edit) else tuple(edits)
    return Fix(group, safe, variant, tuple(facts.items()), files)


@dataclass(frozen=True, slots=True, eq=False)  # a rule is itself alone: hashing its facts would cost at each look-up
class Rule:
    """A rule's facts. Its `find` is a plain function; the texts are `NAME.ko.md` and `NAME.en.md` beside its module."""

    name: str
    find: Callable[..., Iterable[Finding]] = field(repr=False)
    sees: Sees
    aliases: tuple[str, ...] = ()
    severity: Severity = "warning"
    default: bool = True
    fixes: Literal["safe", "unsafe", "none"] = "none"  # the best it can offer
    takes_settings: bool = False  # `find` gets the Settings as its last argument
    takes_context: bool = False  # of a `build` rule: `find` gets the BuildContext too, None where there is none
    supersedes: frozenset[str] = frozenset()  # rules that stay silent on words that a finding of this one touches
    report: Report = "every"  # unless it is chosen by a name
    exclusive: bool = False  # where it reports anything, no other rule does
    keywords: frozenset[str] = frozenset()  # the instructions that an `instruction` rule looks at; empty: all
