"""Checkstyle's report, which Jenkins, reviewdog and others read."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from gorae.cli.outputs.xml import attribute
from gorae.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.cli.outcome import RenderedFinding
    from gorae.texts import Language

_SEVERITIES = {"error": "error", "warning": "warning", "information": "info", "hint": "info"}


def as_checkstyle(findings: Sequence[RenderedFinding], _: Language) -> str:
    """One `file` for each file with findings."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<checkstyle version={attribute(__version__)}>"]
    for name, rows in groupby(findings, key=lambda finding: finding.filename):
        lines.append(f"  <file name={attribute(name)}>")
        lines += [
            f"    <error line={attribute(row.start.row)} column={attribute(row.start.column)} "
            f"severity={attribute(_SEVERITIES[row.severity])} message={attribute(row.message)} "
            f"source={attribute(f'gorae.{row.code}')}/>"
            for row in rows
        ]
        lines.append("  </file>")
    return "\n".join([*lines, "</checkstyle>"]) + "\n"
