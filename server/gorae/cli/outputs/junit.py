"""A JUnit report, as test reports of CI servers show it: a finding is a test that failed."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from gorae.cli.outputs.xml import attribute, content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.cli.outcome import RenderedFinding
    from gorae.texts import Language


def as_junit(findings: Sequence[RenderedFinding], _: Language) -> str:
    """One suite for each file with findings; one test that passed where there is none."""
    total = len(findings)
    head = f'<testsuites name={attribute("gorae")} tests={attribute(max(total, 1))} failures={attribute(total)} errors="0">'
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', head]
    for name, group in groupby(findings, key=lambda finding: finding.filename):
        rows = list(group)
        count = attribute(len(rows))
        lines.append(f'  <testsuite name={attribute(name)} tests={count} failures={count} errors="0" skipped="0">')
        for row in rows:
            lines += _case(row)
        lines.append("  </testsuite>")
    if not findings:
        lines.append('  <testsuite name="gorae" tests="1" failures="0" errors="0" skipped="0">')
        lines.append('    <testcase name="gorae" classname="gorae"/>')
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _case(row: RenderedFinding) -> list[str]:
    place = f"{row.filename}:{row.start.row}:{row.start.column}"
    name = attribute(f"{row.code} ({row.start.row}:{row.start.column})")
    file = attribute(row.filename)
    failure = f"type={attribute(row.severity)} message={attribute(row.message)}"
    return [
        f"    <testcase name={name} classname={file} file={file} line={attribute(row.start.row)}>",
        f"      <failure {failure}>{content(f'{place}: {row.message}')}</failure>",
        "    </testcase>",
    ]
