"""A JSON file written by a heredoc is not indented."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, InstructionRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Heredoc, Instruction

_TOKEN = re.compile(r'\s*("(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+)', re.DOTALL)
_DEFAULT_INDENT = "  "


def find(instruction: Instruction, _: Scope) -> Iterator[Finding]:
    """Report the body of the only heredoc of a COPY or ADD whose target is a `.json` file."""
    words = instruction.words
    if len(instruction.heredocs) != 1 or len(words) != 2:
        return
    heredoc = instruction.heredocs[0]
    if not words[-1].value.lower().endswith(".json") or heredoc.end is None:
        return
    body = instruction.slice(heredoc.body)
    written = _formatted(body, heredoc)
    if written is not None and written != body:
        yield found(heredoc.body, fix(Edit(heredoc.body, written), safe=True), file=words[-1].value)


def _formatted(body: str, heredoc: Heredoc) -> str | None:
    """The body with the same tokens, one member or item a line; None where it is no JSON by itself."""
    try:
        json.loads(body)
    except (ValueError, RecursionError):
        return None
    newline = "\r\n" if "\r\n" in body else "\n"
    margin = _margin(body) if heredoc.strip_tabs else ""
    indent = _indent(body, margin)
    pieces: list[str] = []
    depth = 0
    tokens = [match[1] for match in _TOKEN.finditer(body)]
    for before, mark, after in zip(["", *tokens], tokens, [*tokens[1:], ""], strict=False):
        opens, closes = mark in {"{", "["}, mark in {"}", "]"}
        is_empty = closes and before in {"{", "["}
        depth += opens - closes
        if closes and not is_empty:
            pieces.append(f"{newline}{margin}{indent * depth}")
        pieces.append(f"{mark} " if mark == ":" else mark)
        if mark == "," or (opens and after not in {"}", "]"}):
            pieces.append(f"{newline}{margin}{indent * depth}")
    return f"{margin}{''.join(pieces)}{newline}"


def _margin(body: str) -> str:
    """The tabs that `<<-` takes away: those of the line that has the fewest."""
    counts = [len(line) - len(line.lstrip("\t")) for line in body.splitlines() if line.strip()]
    return "\t" * min(counts, default=0)


def _indent(body: str, margin: str) -> str:
    """The indentation of the first line that has one."""
    for line in body.splitlines():
        rest = line.removeprefix(margin)
        blanks = rest[: len(rest) - len(rest.lstrip(" \t"))]
        if blanks and rest.strip():
            return blanks
    return _DEFAULT_INDENT


RULE = InstructionRule(
    "heredoc-unformatted",
    find,
    aliases=(Alias("tally", "tally/prefer-formatted-heredocs"),),
    severity="hint",
    default=False,
    fixes="safe",
    instructions=frozenset({"COPY", "ADD"}),
    behind_onbuild=False,
)
