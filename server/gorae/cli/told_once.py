"""What several Dockerfiles of one folder have in common is reported in the first of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gorae.lint.registry import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gorae.cli.outcome import Outcome, RenderedFinding


def told_once(outcomes: Iterable[Outcome], chosen: Iterable[str]) -> list[Outcome]:
    """The outcomes without findings of rules that report once a context, where an earlier file has that finding.

    Two are the same where their fixes write the same file, of some rules only with the same message. Rules whose names
    were `chosen` report in each file.
    """
    named = frozenset(chosen)
    seen: set[tuple[str, ...]] = set()
    kept = []
    for outcome in outcomes:
        findings = []
        for finding in outcome.findings:
            key = _key(finding) if finding.code not in named else None
            if key is None or key not in seen:
                findings.append(finding)
            if key is not None:
                seen.add(key)
        kept.append(outcome if len(findings) == len(outcome.findings) else replace(outcome, findings=findings))
    return kept


def _key(finding: RenderedFinding) -> tuple[str, ...] | None:
    rule = next(iter(resolve(finding.code)), None)
    written = finding.fix.edits[0].filename if finding.fix is not None and finding.fix.edits else ""
    if rule is None or rule.report not in ("once_per_context", "once_per_context_message"):
        return None
    if rule.report == "once_per_context_message":
        return finding.code, written, finding.severity, finding.message
    return (finding.code, written) if written else None
