"""JSON in the shape that ruff's users know, and GitHub's workflow commands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.cli.entries import Entry, EntryFix, Place

_LEVELS = {"error": "error", "warning": "warning", "information": "notice", "hint": "notice"}


def as_json(entries: Sequence[Entry]) -> str:
    """One array; rows and columns from 1, columns in code points."""
    return json.dumps([_entry(entry) for entry in entries], ensure_ascii=False, indent=2) + "\n"


def _place(place: Place) -> dict[str, int]:
    return {"row": place.row, "column": place.column}


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "code": entry.code,
        "aliases": list(entry.aliases),
        "severity": entry.severity,
        "filename": entry.filename,
        "location": _place(entry.start),
        "end_location": _place(entry.end),
        "message": entry.message,
        "url": entry.url,
        "fix": _fix(entry.fix) if entry.fix else None,
    }


def _fix(fix: EntryFix) -> dict[str, Any]:
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


def as_github(entries: Sequence[Entry]) -> str:
    """Workflow commands, one a line (GitHub Actions, "Workflow commands")."""
    return "".join(_command(entry) for entry in entries)


def _command(entry: Entry) -> str:
    places: dict[str, str | int] = {"file": entry.filename, "line": entry.start.row, "endLine": entry.end.row}
    if entry.end.row == entry.start.row:  # columns are for places within one line
        places |= {"col": entry.start.column, "endColumn": entry.end.column}
    properties = ",".join(f"{key}={_escaped(str(value), more=True)}" for key, value in places.items())
    title = _escaped(f"Gorae ({entry.code})", more=True)
    return f"::{_LEVELS[entry.severity]} {properties},title={title}::{_escaped(entry.message)}\n"


def _escaped(text: str, *, more: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if more else text
