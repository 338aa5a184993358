"""How findings are written: for people, for programs, for code hosts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.cli.entries import Entry
    from gorae.texts import Language

FORMATS = ("full", "concise", "json", "sarif", "github")


def render(entries: Sequence[Entry], kind: str, language: Language, *, colour: bool) -> str:
    """The findings in one of FORMATS."""
    if kind == "json":
        from gorae.cli.outputs.machine import as_json

        return as_json(entries)
    if kind == "sarif":
        from gorae.cli.outputs.sarif import as_sarif

        return as_sarif(entries, language)
    if kind == "github":
        from gorae.cli.outputs.machine import as_github

        return as_github(entries)
    from gorae.cli.outputs.people import as_concise, as_full

    return (
        as_concise(entries, language, colour=colour) if kind == "concise" else as_full(entries, language, colour=colour)
    )
