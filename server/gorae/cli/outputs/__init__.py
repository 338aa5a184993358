"""How findings are written: for people, for programs, for code hosts."""

from __future__ import annotations

import importlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.cli.outcome import RenderedFinding
    from gorae.texts import Language

# Each is a module with a function `as_NAME`.
FOR_PROGRAMS = ("json", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def render(
    findings: Sequence[RenderedFinding], kind: str, language: Language, *, colour: bool, room: int | None = None
) -> str:
    """The findings in one of the formats of `--output-format`; `room` as in `as_full`."""
    if kind in FOR_PROGRAMS:
        module = importlib.import_module(f"gorae.cli.outputs.{kind}")
        text: str = getattr(module, f"as_{kind}")(findings, language)
        # Bytes of names that are no UTF-8: JSON and XML have no way to say them, and readers refuse half a character.
        return _SURROGATE.sub("\ufffd", text)
    from gorae.cli.outputs.text import as_concise, as_full

    if kind == "concise":
        return as_concise(findings, language, colour=colour)
    return as_full(findings, language, colour=colour, room=room)
