"""hadolint's own verdicts (BuildKit's, where ours differ), for those who select a rule by its code: `--select DL3003`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gorae.lint.diagnostic import Found
    from gorae.lint.rule import Inputs
    from gorae.lint.selection import RuleSet
    from gorae.stages import Build


def apply_hadolint_semantics(build: Build, inputs: Inputs, rules: RuleSet, found: list[Found]) -> list[Found]:
    """The findings as hadolint has them, for the codes in `rules.emulated_codes`; a step of `gorae.lint.engine.check`.

    Its checks are loaded when a code is selected: few runs need them.
    """
    from gorae.compat.hadolint.emulation import emulate

    return emulate(build, inputs, rules, found)
