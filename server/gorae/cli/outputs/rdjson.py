"""Reviewdog Diagnostic Format (reviewdog's proto/rdf/jsonschema/DiagnosticResult.json)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.cli.outcome import Place, RenderedFinding, RenderedFix
    from gorae.texts import Language

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "information": "INFO", "hint": "INFO"}


def as_rdjson(findings: Sequence[RenderedFinding], _: Language) -> str:
    """One DiagnosticResult. Its columns are bytes of UTF-8, from 1."""
    document = {
        "source": {"name": "gorae", "url": "https://github.com/gorae-dev/gorae"},
        "diagnostics": [_diagnostic(finding) for finding in findings],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _diagnostic(finding: RenderedFinding) -> dict[str, Any]:
    row: dict[str, Any] = {
        "message": finding.message,
        "location": {"path": finding.filename, "range": _range(finding.start, finding.end)},
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.code, "url": finding.url},
    }
    if finding.fix is not None and finding.fix.applicability == "safe":
        suggestions = _suggestions(finding.fix, finding.filename)
        if suggestions:
            row["suggestions"] = suggestions
    return row


def _suggestions(fix: RenderedFix, filename: str) -> list[dict[str, Any]]:
    """The fix's edits of this file; none where it changes another one too, which the format cannot say."""
    if any(edit.filename != filename for edit in fix.edits):
        return []
    return [{"range": _range(edit.start, edit.end), "text": edit.content} for edit in fix.edits]


def _range(start: Place, end: Place) -> dict[str, Any]:
    return {
        "start": {"line": start.row, "column": start.byte_column},
        "end": {"line": end.row, "column": end.byte_column},
    }
