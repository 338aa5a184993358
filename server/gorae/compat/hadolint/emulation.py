"""hadolint's own verdicts, for those who choose a rule by hadolint's name: `--select DL3003`. BuildKit's, where ours differs.

Gorae's rules report where a person gains something, and see what hadolint does not (`apt` beside `apt-get`, what stands
behind sudo). Whoever asks for `DL3003` has hadolint's verdict, instruction by instruction: where the rule itself is
silent, a finding says that it is hadolint's; where hadolint is silent, a finding does not carry hadolint's name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from gorae.compat.hadolint import buildkit, commands, labels, packages, scopes, stages
from gorae.lint.diagnostic import Found
from gorae.lint.model import found as finding_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gorae.config.settings import Settings
    from gorae.config.severity import Severity
    from gorae.lint.rule import Inputs, Rule
    from gorae.lint.selection import RuleSet
    from gorae.source import Span
    from gorae.stages import Build

_CHECKS: dict[str, Callable[[Build, Settings], Iterator[Span]]] = (
    commands.CHECKS | labels.CHECKS | packages.CHECKS | scopes.CHECKS | stages.CHECKS | buildkit.CHECKS
)
# Where hadolint names the last of several instructions, or the stage, Gorae names those without effect, or the server.
_ELSEWHERE = frozenset(("DL3012", "DL3057", "DL4003", "DL4004"))


def emulate(build: Build, inputs: Inputs, rules: RuleSet, found: Sequence[Found]) -> list[Found]:
    """The findings, with hadolint's own added, and its codes taken off where it reports nothing."""
    rows = list(found)
    for code in sorted(rules.emulated_codes & (_CHECKS.keys() | {buildkit.OF_CONTEXT})):
        if code == buildkit.OF_CONTEXT:
            spans = buildkit.ignored_sources(build, inputs.context)
        else:
            spans = _CHECKS[code](build, inputs.settings)
        hadolint_spans = {_index_at(build, span.start): span for span in spans}
        having = rules.of_code(code)
        matched: set[int] = set()
        for row, (rule, found_here) in enumerate(rows):
            finding = found_here
            if rule not in having:
                continue
            touched = _touched(build, finding.span)
            matched |= touched
            same = touched & hadolint_spans.keys()
            if same and code in buildkit.PLACED_OTHERWISE and code in rules.selected_codes:
                finding = replace(finding, span=hadolint_spans[min(same)])
            rows[row] = Found(rule, finding.with_alias(code, claimed=bool(same)))
        _add(build, rules, rows, code, {index: span for index, span in hadolint_spans.items() if index not in matched})
    return rows


def _add(build: Build, rules: RuleSet, rows: list[Found], code: str, missing: dict[int, Span]) -> None:
    """Adds what hadolint alone reports. What both report of one stage at different places is reported once.

    At hadolint's place where its code was selected, with the fix of ours; at ours where all rules were.
    """
    having = rules.of_code(code)
    elsewhere = _elsewhere(build, rows, having, code) if missing and code in _ELSEWHERE else {}
    taken: set[int] = set()
    for index, span in missing.items():
        keyword = build.document.nodes[index].name if index >= 0 else ""
        rule = next((rule for rule in having if keyword in getattr(rule, "instructions", ())), having[0])
        ours = elsewhere.get((rule.name, id(build.stage_of(build.document.nodes[index]))), []) if elsewhere else []
        if ours and code not in rules.selected_codes:
            continue
        others = [other for other in rule.codes if other != code]
        variant = "buildkit" if code == rule.code("buildkit") else "hadolint"
        # What the Engine's checks say is a warning, however sure Gorae's own rule is of what it reports.
        severity: Severity | None = "warning" if variant == "buildkit" and rule.severity == "error" else None
        finding = finding_at(span, variant=variant, severity=severity, unmatched_aliases=others, alias=code)
        if ours:
            instead = ours.pop(0)
            taken.add(id(instead))
            finding = replace(finding, fixes=instead.finding.fixes)
        rows.append(Found(rule, finding))
    rows[:] = [row for row in rows if id(row) not in taken]


def _elsewhere(
    build: Build, rows: list[Found], having: Sequence[Rule], code: str
) -> dict[tuple[str, int], list[Found]]:
    """What the rules report and hadolint does not, by the rule's name and the stage."""
    nodes, own = build.document.nodes, defaultdict[tuple[str, int], list[Found]](list)
    for row in rows:
        if row.rule in having and code in row.finding.unmatched_aliases:
            own[row.rule.name, id(build.stage_of(nodes[_index_at(build, row.finding.span.start)]))].append(row)
    return own


def _touched(build: Build, span: Span) -> set[int]:
    """The instructions that a finding is about: of several the ones behind the first, which hadolint names."""
    first = _index_at(build, span.start)
    node = build.document.nodes
    touched = [first]
    while touched[-1] + 1 < len(node) and node[touched[-1] + 1].start < span.end:
        touched.append(touched[-1] + 1)
    return set(touched[1:] or touched)


def _index_at(build: Build, offset: int) -> int:
    """The instruction at the offset; of a comment the one below it, of what stands behind the last one that."""
    nodes = build.document.nodes
    node = build.document.node_at(offset)
    if node is not None or not nodes:
        return node.index if node is not None else -1
    return min(bisect_left(nodes, offset, key=lambda one: one.start), len(nodes) - 1)
