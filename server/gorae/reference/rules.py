"""The rules by name, as they are written in comments that ignore them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gorae.lint import messages
from gorae.lint.registry import all_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.rule import Linter
    from gorae.texts import Language


class NamedRule(NamedTuple):
    """A rule's name, what it is about in one sentence, and its codes, each with the linter that it is of."""

    name: str
    summary: str
    codes: tuple[tuple[Linter, str], ...]

    def codes_of(self, linter: Linter) -> tuple[str, ...]:
        """Its codes in that linter."""
        return tuple(code for owner, code in self.codes if owner == linter)


def named_rules(language: Language) -> Iterator[NamedRule]:
    """All rules, in the registry's order."""
    for rule in all_rules():
        codes = tuple((alias.linter, alias.code) for alias in rule.aliases)
        yield NamedRule(rule.name, messages.summary(rule, language), codes)
