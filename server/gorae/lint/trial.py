"""A fix tried out: which errors there would be after it."""

from __future__ import annotations

from collections import Counter
from functools import cached_property, partial
from typing import TYPE_CHECKING

from gorae.lint.registry import all_rules
from gorae.lint.rule import StageRule
from gorae.lint.run import collect
from gorae.source import apply_edits
from gorae.stages import build as understand
from gorae.syntax import parse

if TYPE_CHECKING:
    from gorae.lint.model import Fix
    from gorae.lint.rule import Inputs, Rule
    from gorae.stages import Build


class Trial:
    """What a file's stages are told with and without a fix, whichever rules were selected."""

    def __init__(self, build: Build, inputs: Inputs) -> None:
        self._build = build
        self._inputs = inputs

    def breaks(self, fix: Fix) -> bool:
        """Whether a rule on stages finds more errors after the fix than there are today."""
        text = apply_edits(self._build.document.text.value, fix.edits)
        then = self._errors(understand(parse(text), self._build.build_arguments))
        return any(count > self._today[name] for name, count in then.items())

    @cached_property
    def _today(self) -> Counter[str]:
        return self._errors(self._build)

    def _errors(self, build: Build) -> Counter[str]:
        """How many errors each rule finds."""
        rules = [rule for rule in all_rules() if isinstance(rule, StageRule) and rule.severity == "error"]
        return Counter(
            rule.name
            for stage in build.stages
            for rule in rules
            for _, finding in collect(rule, partial(rule.run, stage, self._inputs), _fails)
            if (finding.severity or rule.severity) == "error"
        )


def _fails(_: Rule, __: Exception) -> None:
    """A rule that raises is named where it runs on the text as it is."""
