"""SARIF 2.1.0 (OASIS), with code-point columns, the rules' help and the fixes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from gorae import __version__
from gorae.lint import words
from gorae.lint.registry import resolve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.cli.entries import Entry, EntryEdit, EntryFix, Place
    from gorae.texts import Language

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_INFO = re.compile(r"^(```\w+) .*$", re.MULTILINE)  # what stands behind a block's language is for the tests of pages
_LEVELS = {"error": "error", "warning": "warning", "information": "note", "hint": "note"}


def as_sarif(entries: Sequence[Entry], language: Language) -> str:
    """One run with its rules, results and fixes."""
    codes = list(dict.fromkeys(entry.code for entry in entries))
    run = {
        "tool": {
            "driver": {
                "name": "gorae",
                "version": __version__,
                "semanticVersion": __version__,
                "informationUri": "https://github.com/gorae-dev/gorae",
                "rules": [_rule(code, entries, language) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(entry, codes.index(entry.code)) for entry in entries],
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str, entries: Sequence[Entry], language: Language) -> dict[str, Any]:
    first = next(entry for entry in entries if entry.code == code)
    row: dict[str, Any] = {"id": code, "helpUri": first.url, "defaultConfiguration": {"level": _LEVELS[first.severity]}}
    known = resolve(code)
    if known:
        page = words.page(known[0], language)
        body = _INFO.sub(r"\1", page.body)
        row["name"] = "".join(part.capitalize() for part in code.split("-"))
        row["shortDescription"] = {"text": page.text("summary")}
        row["fullDescription"] = {"text": body.partition("\n\n")[0].replace("\n", " ")}
        row["help"] = {"text": body, "markdown": body}
        row["properties"] = {"tags": list(known[0].aliases)}
    return row


def _region(start: Place, end: Place) -> dict[str, int]:
    return {"startLine": start.row, "startColumn": start.column, "endLine": end.row, "endColumn": end.column}


def _artifact(filename: str) -> dict[str, str]:
    if Path(filename).is_absolute():
        return {"uri": Path(filename).as_uri()}
    return {"uri": quote(filename.replace("\\", "/"), safe="/~")}


def _result(entry: Entry, index: int) -> dict[str, Any]:
    location = {
        "physicalLocation": {"artifactLocation": _artifact(entry.filename), "region": _region(entry.start, entry.end)}
    }
    row: dict[str, Any] = {
        "ruleId": entry.code,
        "ruleIndex": index,
        "level": _LEVELS[entry.severity],
        "message": {"text": entry.message},
        "locations": [location],
    }
    if entry.fix:
        row["fixes"] = [_fix(entry.fix)]
    return row


def _fix(fix: EntryFix) -> dict[str, Any]:
    files: dict[str, list[EntryEdit]] = {}
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
