"""hadolint's own verdicts, for those who choose a rule by hadolint's name: `--select DL3003`. BuildKit's, where ours differs.

Gorae's rules speak where a person gains something, and see what hadolint does not (`apt` beside `apt-get`, what stands
behind sudo). Whoever asks for `DL3003` has hadolint's verdict, instruction by instruction: where the rule itself is
silent, a finding says that it is hadolint's; where hadolint is silent, a finding does not carry hadolint's name.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from gorae.lint.hadolint import buildkit, commands, labels, packages, scopes, stages
from gorae.lint.model import found as finding_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gorae.lint.model import Finding, Rule
    from gorae.lint.settings import Settings
    from gorae.source import Span
    from gorae.stages import Build

_CHECKS: dict[str, Callable[[Build, Settings], Iterator[Span]]] = (
    commands.CHECKS | labels.CHECKS | packages.CHECKS | scopes.CHECKS | stages.CHECKS | buildkit.CHECKS
)
# Where hadolint names the last of several instructions, or the stage, Gorae names those without effect, or the server.
_ELSEWHERE = frozenset(("DL3012", "DL3057", "DL4003", "DL4004"))


def apply_hadolint_semantics(
    build: Build, settings: Settings, found: Sequence[tuple[Rule, Finding, int]]
) -> list[tuple[Rule, Finding, int]]:
    """The findings, with the peers' verdicts added, and their names taken off where they are silent.

    Each finding comes with where its span counts from, as in `lint/engine.py`.
    """
    rows = list(found)
    for code in sorted(settings.rules.emulated_codes & _CHECKS.keys()):
        hadolint_spans = {_at(build, span.start): span for span in _CHECKS[code](build, settings)}
        matched: set[int] = set()
        for row, (rule, finding, at) in enumerate(rows):
            if code not in rule.aliases:
                continue
            touched = _touched(build, finding.span.shift(at))
            matched |= touched
            same = touched & hadolint_spans.keys()
            if same and code in buildkit.PLACED_OTHERWISE and code in settings.rules.selected_codes:
                moved = replace(finding, span=hadolint_spans[min(same)].shift(-at))
                rows[row] = (rule, moved.with_alias(code, claimed=True), at)
                continue
            rows[row] = (rule, finding.with_alias(code, claimed=bool(same)), at)
        alone = {index: span for index, span in hadolint_spans.items() if index not in matched}
        _add(build, settings, rows, code, alone)
    return rows


def _add(
    build: Build, settings: Settings, rows: list[tuple[Rule, Finding, int]], code: str, alone: dict[int, Span]
) -> None:
    """Adds what the peer alone says. What both tell of one stage at different places is told once.

    At the peer's place where its name was chosen, with the fix of ours; at ours where all rules were.
    """
    rules = [rule for rule in settings.rules.ordered if code in rule.aliases]
    for index, span in alone.items():
        keyword = build.document.nodes[index].name if index >= 0 else ""
        rule = next((rule for rule in rules if keyword in rule.keywords), rules[0])
        ours = _elsewhere(build, rows, rule, code, index) if code in _ELSEWHERE else []
        if ours and code not in settings.rules.selected_codes:
            continue
        others = [alias for alias in rule.aliases if alias != code]
        finding = finding_at(
            span, variant="buildkit" if code.isalpha() else "hadolint", unmatched_aliases=others, alias=code
        )
        if ours:
            rows.remove(ours[0])
            finding = replace(finding, fixes=ours[0][1].shift(ours[0][2]).fixes)
        rows.append((rule, finding, 0))


def _elsewhere(
    build: Build, rows: list[tuple[Rule, Finding, int]], rule: Rule, code: str, index: int
) -> list[tuple[Rule, Finding, int]]:
    """What the rule says in the instruction's stage, and the peer does not."""
    node = build.document.nodes
    stage = build.stage_of(node[index])
    own = [row for row in rows if row[0] is rule and code in row[1].unmatched_aliases]
    return [row for row in own if build.stage_of(node[_at(build, row[1].span.start + row[2])]) is stage]


def _touched(build: Build, span: Span) -> set[int]:
    """The instructions that a finding is about: of several the ones behind the first, which hadolint names."""
    first = _at(build, span.start)
    node = build.document.nodes
    touched = [first]
    while touched[-1] + 1 < len(node) and node[touched[-1] + 1].start < span.end:
        touched.append(touched[-1] + 1)
    return set(touched[1:] or touched)


def _at(build: Build, offset: int) -> int:
    """The instruction at the offset; of a comment the one below it, of what stands behind the last one that."""
    nodes = build.document.nodes
    node = build.document.node_at(offset)
    if node is not None or not nodes:
        return node.index if node is not None else -1
    return min(bisect_left(nodes, offset, key=lambda one: one.start), len(nodes) - 1)
