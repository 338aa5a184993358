"""SARIF 2.1.0 (OASIS), with code-point columns, the rules' help and the fixes."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from gorae.lint import messages
from gorae.lint.registry import resolve
from gorae.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.cli.outcome import Place, RenderedEdit, RenderedFinding, RenderedFix
    from gorae.texts import Language

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_INFO = re.compile(r"^(```\w+) .*$", re.MULTILINE)  # what stands behind a block's language is for the tests of pages
_LEVELS = {"error": "error", "warning": "warning", "information": "note", "hint": "note"}


def as_sarif(findings: Sequence[RenderedFinding], language: Language) -> str:
    """One run with its rules, results and fixes."""
    codes = list(dict.fromkeys(finding.code for finding in findings))
    run = {
        "tool": {
            "driver": {
                "name": "gorae",
                "version": __version__,
                "semanticVersion": __version__,
                "informationUri": "https://github.com/gorae-dev/gorae",
                "rules": [_rule(code, findings, language) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, codes.index(finding.code)) for finding in findings],
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str, findings: Sequence[RenderedFinding], language: Language) -> dict[str, Any]:
    first = next(finding for finding in findings if finding.code == code)
    row: dict[str, Any] = {"id": code, "helpUri": first.url, "defaultConfiguration": {"level": _LEVELS[first.severity]}}
    known = resolve(code)
    if known:
        page = messages.page(known[0], language)
        body = _INFO.sub(r"\1", page.body)
        row["name"] = "".join(part.capitalize() for part in code.split("-"))
        row["shortDescription"] = {"text": page.text("summary")}
        row["fullDescription"] = {"text": body.partition("\n\n")[0].replace("\n", " ")}
        row["help"] = {"text": body, "markdown": body}
        row["properties"] = {"tags": list(known[0].codes)}
    return row


def _region(start: Place, end: Place) -> dict[str, int]:
    return {"startLine": start.row, "startColumn": start.column, "endLine": end.row, "endColumn": end.column}


def _related(finding: RenderedFinding) -> dict[str, Any]:
    """The other places of a finding, as SARIF's `relatedLocations`."""
    places = [
        {
            "id": number,
            "physicalLocation": {
                "artifactLocation": _artifact(finding.filename),
                "region": {"startLine": place.row, "startColumn": place.column},
            },
        }
        for number, place in enumerate(finding.related)
    ]
    return {"relatedLocations": places} if places else {}


def _artifact(filename: str) -> dict[str, str]:
    if Path(filename).is_absolute():
        return {"uri": Path(filename).as_uri()}
    return {"uri": quote(os.fsencode(filename.replace(os.sep, "/")), safe="/~")}


def _result(finding: RenderedFinding, index: int) -> dict[str, Any]:
    location = {
        "physicalLocation": {
            "artifactLocation": _artifact(finding.filename),
            "region": _region(finding.start, finding.end),
        }
    }
    row: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [location],
        **_related(finding),
    }
    if finding.fix:
        row["fixes"] = [_fix(finding.fix)]
    return row


def _fix(fix: RenderedFix) -> dict[str, Any]:
    files: dict[str, list[RenderedEdit]] = {}
    for edit in fix.edits:
        files.setdefault(edit.filename, []).append(edit)
    changes = [
        {
            "artifactLocation": _artifact(name),
            "replacements": [
                {"deletedRegion": _region(edit.start, edit.end), "insertedContent": {"text": edit.content}}
                for edit in edits
            ],
        }
        for name, edits in files.items()
    ]
    return {"description": {"text": fix.message}, "artifactChanges": changes}
