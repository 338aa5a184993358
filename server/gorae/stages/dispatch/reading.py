"""Reading the words of one instruction with the values in force, and saying what is refused or warned of there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.stages.dispatch.expansion import Expansion, expand
from gorae.stages.dispatch.graph import refused_word
from gorae.stages.dispatch.model import Refusal, Warned

if TYPE_CHECKING:
    from gorae.source import Span
    from gorae.stages.dispatch.graph import Arguments
    from gorae.stages.dispatch.model import Dispatch
    from gorae.stages.dispatch.state import Command, State
    from gorae.syntax import Flag, Variable, Word

# ARGs that the Engine reads itself and puts in no environment.
NOT_IN_ENVIRONMENT = frozenset(("BUILDKIT_SBOM_SCAN_CONTEXT", "BUILDKIT_SBOM_SCAN_STAGE"))


class Reader:
    """One instruction of a stage, and the variables in force before it."""

    def __init__(self, command: Command, state: State, arguments: Arguments, escape: str, found: Dispatch) -> None:
        self.command, self.state, self.arguments, self.escape, self.found = command, state, arguments, escape, found

    def refuse(self, kind: str, span: Span, expansion: Expansion | None = None, **facts: str) -> None:
        """Adds a refusal at a span of the instruction; `said` is the word that it is about."""
        needs = () if expansion is None else self.needs(expansion)
        self.found.refusals.append(
            Refusal(kind, self.command.place(span), self.command.index, tuple(facts.items()), needs)
        )

    def needs(self, *expansion: Expansion) -> tuple[str, ...]:
        """The build arguments that the words name and that have no value."""
        return tuple(sorted({name for one in expansion for name in one.unmatched if name in self.state.arguments}))

    def warn(self, check: str, span: Span, name: str = "", *, is_sure: bool = True) -> None:
        """Adds a warning of one of the Engine's checks."""
        self.found.warnings.append(Warned(check, self.command.index, self.command.place(span), name, is_sure))

    def text(
        self, text: str, span: Span, uses: tuple[Variable, ...], *, is_word: bool = True, is_checked: bool = True
    ) -> Expansion | None:
        """The value of a text; None where it is refused. The body of a heredoc is no word: quotes are characters there.

        What nothing sets is warned of, but where no check asks (`is_checked`).
        """
        expansion = expand(text, self.state.environment, self.escape if is_word else "\\", quotes=is_word)
        if is_checked:
            self._undefined(expansion, span, uses)
        if expansion.refused is None:
            return expansion
        if (
            expansion.refused.kind != "malformed" and expansion.is_known
        ):  # what is malformed is known to the syntax already
            refusal = refused_word(expansion, self.command.place(span), self.command.index, self.needs(expansion))
            self.found.refusals.append(refusal)
        return None

    def _undefined(self, expansion: Expansion, span: Span, uses: tuple[Variable, ...]) -> None:
        if not expansion.unmatched:
            return
        for name in sorted(expansion.unmatched - self.state.arguments - NOT_IN_ENVIRONMENT):
            use = next((use for outer in uses for use in (outer, *outer.nested) if use.name == name), None)
            where = use.name_span if use is not None else span
            self.warn("UndefinedVar", where, name, is_sure=not self.state.environment.is_open)

    def word(self, word: Word) -> Expansion | None:
        """The value of a word; of a JSON array's strings what they say."""
        written = word.value if self.command.instruction.form == "exec" else word.text
        return self.text(written, word.span, word.variables)

    def flag(self, name: str) -> tuple[Flag, Span, Expansion] | None:
        """A flag that has a value, where that stands, and what it says."""
        instruction = self.command.instruction
        flag = instruction.flag(name) if instruction.flags else None
        if flag is None or not flag.value or flag.value_span is None:
            return None
        expansion = self.text(flag.value, flag.value_span, flag.variables)
        return None if expansion is None else (flag, flag.value_span, expansion)
