"""GitLab's Code Quality report (docs.gitlab.com, "Code Quality", "Code Quality report format")."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.cli.outcome import RenderedFinding
    from gorae.texts import Language

_SEVERITIES = {"error": "major", "warning": "minor", "information": "info", "hint": "info"}


def as_gitlab(findings: Sequence[RenderedFinding], _: Language) -> str:
    """One array. A finding keeps its fingerprint while the text of its line does, wherever the line goes."""
    seen: Counter[tuple[str, str, str]] = Counter()
    rows = []
    for finding in findings:
        key = (finding.filename, finding.code, finding.line.strip())
        rows.append(_row(finding, seen[key]))
        seen[key] += 1
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _row(finding: RenderedFinding, number: int) -> dict[str, Any]:
    facts = "\0".join((finding.filename, finding.code, finding.line.strip(), str(number)))
    return {
        "description": finding.message,
        "check_name": finding.code,
        "fingerprint": hashlib.sha256(facts.encode("utf-8", "surrogateescape")).hexdigest(),
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": finding.filename.removeprefix("./"),
            "lines": {"begin": finding.start.row, "end": finding.end.row},
        },
    }
