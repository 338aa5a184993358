"""GitHub's workflow commands: annotations on a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.cli.terminal import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.cli.outcome import RenderedFinding
    from gorae.texts import Language

_LEVELS = {"error": "error", "warning": "warning", "information": "notice", "hint": "notice"}


def as_github(findings: Sequence[RenderedFinding], _: Language) -> str:
    """Workflow commands, one a line (GitHub Actions, "Workflow commands")."""
    return "".join(_command(finding) for finding in findings)


def _command(finding: RenderedFinding) -> str:
    places: dict[str, str | int] = {"file": finding.filename, "line": finding.start.row, "endLine": finding.end.row}
    if finding.end.row == finding.start.row:  # columns are for places within one line
        places |= {"col": finding.start.column, "endColumn": finding.end.column}
    properties = ",".join(f"{key}={_escaped(str(value), more=True)}" for key, value in places.items())
    title = _escaped(f"Gorae ({finding.code})", more=True)
    return f"::{_LEVELS[finding.severity]} {properties},title={title}::{_escaped(finding.message)}\n"


def _escaped(text: str, *, more: bool = False) -> str:
    text = visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))
    return text.replace(":", "%3A").replace(",", "%2C") if more else text
