"""A fix tried out: which errors there would be after it."""

from __future__ import annotations

from collections import Counter
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from gorae.lint.registry import all_rules
from gorae.lint.rule import StageRule
from gorae.lint.run import collect
from gorae.stages import build as understand
from gorae.syntax import reparse

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from gorae.config.settings import Settings
    from gorae.lint.model import Fix
    from gorae.lint.rule import Inputs, Rule
    from gorae.stages import Build, Stage


class Trial:
    """What is reported of a file's stages with and without a fix, whichever rules were selected."""

    def __init__(self, build: Build, inputs: Inputs) -> None:
        self._build = build
        self._inputs = inputs

    def breaks(self, fix: Fix) -> bool:
        """Whether a rule on stages finds more errors after the fix than there are today."""
        document = self._build.document
        for edit in sorted(fix.edits, reverse=True):  # from below, so that places above stay what they are
            document = reparse(document, [edit])
        # The last stage is built where none is asked for: so what is known of the others is taken over.
        is_last = self._build.target == len(self._build.stages) - 1
        target = None if is_last else str(self._build.target)
        then = self._errors(understand(document, self._build.build_arguments, target))
        return any(count > self._today[name] for name, count in then.items())

    @cached_property
    def _today(self) -> Counter[str]:
        return self._errors(self._build)

    def _errors(self, build: Build) -> Counter[str]:
        """How many errors each rule finds."""
        found: Counter[str] = Counter()
        for stage in build.stages:
            found.update(
                self._errors_of(stage, [build.stages[number].inherited for number in sorted(stage.copies_from)])
            )
        return found

    def _errors_of(self, stage: Stage, sources: list[dict[Hashable, Any]]) -> tuple[str, ...]:
        """The rules that find an error in a stage, each as often as it does; kept for as long as the stage, and those
        that it copies from, say the same."""
        known: _Known | None = stage.inherited.get(_Known)
        if known is None or known.settings is not self._inputs.settings or not _are(known.sources, sources):
            known = stage.inherited[_Known] = _Known(self._inputs.settings, sources, tuple(self._found(stage)))
        return known.names

    def _found(self, stage: Stage) -> Iterator[str]:
        for rule in all_rules():
            if isinstance(rule, StageRule) and rule.severity == "error":
                for _, finding in collect(rule, partial(rule.run, stage, self._inputs), _fails):
                    if (finding.severity or rule.severity) == "error":
                        yield rule.name


class _Known(NamedTuple):
    settings: Settings
    sources: list[
        dict[Hashable, Any]
    ]  # what is inherited by the stages that it copies from: theirs while they say the same
    names: tuple[str, ...]


def _are(one: Sequence[object], other: Sequence[object]) -> bool:
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))


def _fails(_: Rule, __: Exception) -> None:
    """A rule that raises is named where it runs on the text as it is."""
