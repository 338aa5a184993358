"""hadolint's own verdicts, for those who choose a rule by hadolint's name: `--select DL3003`.

Gorae's rules speak where a person gains something, and see what hadolint does not (`apt` beside `apt-get`, what stands
behind sudo). Whoever asks for `DL3003` has hadolint's verdict, instruction by instruction: where the rule itself is
silent, a finding says that it is hadolint's; where hadolint is silent, a finding does not carry hadolint's name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.hadolint import commands, labels, packages, scopes, stages
from gorae.lint.model import found as finding_at
from gorae.lint.words import HADOLINT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gorae.lint.model import Finding, Rule
    from gorae.lint.settings import Settings
    from gorae.source import Span
    from gorae.stages import Build

_VERDICTS: dict[str, Callable[[Build, Settings], Iterator[Span]]] = (
    commands.VERDICTS | labels.VERDICTS | packages.VERDICTS | scopes.VERDICTS | stages.VERDICTS
)


def judged(
    build: Build, settings: Settings, found: Sequence[tuple[Rule, Finding, int]]
) -> list[tuple[Rule, Finding, int]]:
    """The findings, with hadolint's verdicts added, and its names taken off where it is silent.

    Each finding comes with where its span counts from, as in `lint/engine.py`.
    """
    rows = list(found)
    for code in sorted(settings.rules.as_hadolint & _VERDICTS.keys()):
        theirs = {_at(build, span.start): span for span in _VERDICTS[code](build, settings)}
        heard: set[int] = set()
        for row, (rule, finding, at) in enumerate(rows):
            if code not in rule.aliases:
                continue
            touched = _touched(build, finding.span.shift(at))
            heard |= touched
            if not touched & theirs.keys():
                rows[row] = (rule, finding.without_alias(code), at)
        rule = next(rule for rule in settings.rules.ordered if code in rule.aliases)
        others = [alias for alias in rule.aliases if alias != code]
        rows += [
            (rule, finding_at(span, variant=HADOLINT, beyond=others, alias=code), 0)
            for index, span in theirs.items()
            if index not in heard
        ]
    return rows


def _touched(build: Build, span: Span) -> set[int]:
    """The instructions that a finding is about: of several the ones behind the first, which hadolint names."""
    first = _at(build, span.start)
    placed = build.document.placed
    touched = [first]
    while touched[-1] + 1 < len(placed) and placed[touched[-1] + 1].start < span.end:
        touched.append(touched[-1] + 1)
    return set(touched[1:] or touched)


def _at(build: Build, offset: int) -> int:
    placed = build.document.at(offset)
    return placed.index if placed is not None else -1
