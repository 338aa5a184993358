"""JSON in the shape that ruff's users know."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.cli.outcome import Place, RenderedFinding, RenderedFix
    from gorae.texts import Language


def as_json(findings: Sequence[RenderedFinding], _: Language) -> str:
    """One array; rows and columns from 1, columns in code points."""
    return json.dumps([_finding(finding) for finding in findings], ensure_ascii=False, indent=2) + "\n"


def _place(place: Place) -> dict[str, int]:
    return {"row": place.row, "column": place.column}


def _finding(finding: RenderedFinding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "aliases": list(finding.aliases),
        "severity": finding.severity,
        "filename": finding.filename,
        "location": _place(finding.start),
        "end_location": _place(finding.end),
        "message": finding.message,
        "url": finding.url,
        "fix": _fix(finding.fix) if finding.fix else None,
    }


def _fix(fix: RenderedFix) -> dict[str, Any]:
    edits = [
        {
            "filename": edit.filename,
            "location": _place(edit.start),
            "end_location": _place(edit.end),
            "content": edit.content,
        }
        for edit in fix.edits
    ]
    return {"applicability": fix.applicability, "message": fix.message, "edits": edits}
