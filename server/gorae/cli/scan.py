"""`gorae scan`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gorae.cli import files
from gorae.cli.language import preferred_language
from gorae.cli.messages import say
from gorae.cli.terminal import complain
from gorae.version import __version__

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from gorae.around.scan import Found, Report
    from gorae.source import Position
    from gorae.texts import Language

CLEAN, FOUND, FAILED = 0, 1, 2
_SARIF_LEVELS = {"error": "error", "warning": "warning", "information": "note", "hint": "note"}


def run(arguments: argparse.Namespace) -> int:
    """Scans a Dockerfile, or those of a folder; returns the exit code."""
    from gorae.around.phrases import say as phrase
    from gorae.around.scan import scan
    from gorae.programs import trivy

    language = preferred_language(arguments.lang)
    program = trivy.locate()
    if program is None:
        complain([phrase("scan-missing", language)])
        return FAILED
    reports: list[tuple[str, Report]] = []
    failed = False
    for path in files.expand([arguments.path]):
        text = files.read(path) if isinstance(path, str) else path
        if not isinstance(path, str) or not isinstance(text, str):
            wrong: Any = text
            complain([say(wrong.key, language, **wrong.facts)])
            failed = True
            continue
        try:
            reports.append((path, scan(program, Path(path).absolute(), text, language)))
        except trivy.TrivyError as error:
            complain([f"{path}: {phrase('scan-failed', language, reason=error.reason)}"])
            failed = True
    sys.stdout.write(_render(reports, arguments.output_format, language))
    if failed:
        return FAILED
    return FOUND if any(report.found for _, report in reports) else CLEAN


def _render(reports: Sequence[tuple[str, Report]], kind: str, language: Language) -> str:
    from gorae.around.scan import as_markdown

    if kind == "markdown":
        return "\n".join(as_markdown(report, path, language) for path, report in reports)
    if kind == "json":
        rows = [_row(path, report, one) for path, report in reports for one in report.found]
        return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    if kind == "sarif":
        return json.dumps(_sarif(reports), ensure_ascii=False, indent=1) + "\n"
    lines = []
    for path, report in reports:
        for one in report.found:
            place = report.document.text.position(one.span.start)
            lines.append(f"{path}:{place.line + 1}:{place.column + 1}: {one.level} {one.code} {one.message}")
        lines += [f"{path}: {note}" for note in report.notes]
    return "".join(line + "\n" for line in dict.fromkeys(lines))


def _place(position: Position) -> dict[str, int]:
    return {"row": position.line + 1, "column": position.column + 1}


def _row(path: str, report: Report, one: Found) -> dict[str, object]:
    text = report.document.text
    return {
        "code": one.code,
        "aliases": [],
        "severity": one.severity,
        "filename": path,
        "location": _place(text.position(one.span.start)),
        "end_location": _place(text.position(one.span.end)),
        "message": one.message,
        "url": one.url,
        "fix": None,
        "level": one.level,
        "package": one.package,
        "installed": one.installed,
        "fixed": one.fixed,
        "file": one.file,
    }


def _sarif(reports: Sequence[tuple[str, Report]]) -> dict[str, object]:
    codes = {one.code: one for _, report in reports for one in report.found}
    rules = [
        {"id": code, **({"helpUri": one.url} if one.url else {}), "shortDescription": {"text": one.message}}
        for code, one in sorted(codes.items())
    ]
    results = []
    for path, report in reports:
        for one in report.found:
            start, end = report.document.text.position(one.span.start), report.document.text.position(one.span.end)
            region = {
                "startLine": start.line + 1, "startColumn": start.column + 1,
                "endLine": end.line + 1, "endColumn": end.column + 1,
            }  # fmt: skip
            location = {"artifactLocation": {"uri": Path(path).as_posix()}, "region": region}
            results.append(
                {"ruleId": one.code, "level": _SARIF_LEVELS[one.severity], "message": {"text": one.message},
                 "locations": [{"physicalLocation": location}]}
            )  # fmt: skip
    driver = {"name": "Gorae scan", "version": __version__, "rules": rules}
    run_ = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return {"$schema": schema, "version": "2.1.0", "runs": [run_]}
