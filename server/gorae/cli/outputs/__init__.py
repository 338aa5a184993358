"""How findings are written: for people, for programs, for code hosts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.cli.rendered import RenderedFinding
    from gorae.texts import Language

FORMATS = ("full", "concise", "json", "sarif", "github")


def render(findings: Sequence[RenderedFinding], kind: str, language: Language, *, colour: bool) -> str:
    """The findings in one of FORMATS."""
    if kind == "json":
        from gorae.cli.outputs.json import as_json

        return as_json(findings)
    if kind == "sarif":
        from gorae.cli.outputs.sarif import as_sarif

        return as_sarif(findings, language)
    if kind == "github":
        from gorae.cli.outputs.github import as_github

        return as_github(findings)
    from gorae.cli.outputs.text import as_concise, as_full

    return (
        as_concise(findings, language, colour=colour)
        if kind == "concise"
        else as_full(findings, language, colour=colour)
    )
