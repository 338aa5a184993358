"""Findings as outputs show them: in words, with rows and columns from 1 in code points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.cli.outcome import Place, RenderedEdit, RenderedFinding, RenderedFix
from gorae.lint import messages
from gorae.lint.apply_fixes import preferred_fix
from gorae.source import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gorae.lint.diagnostic import Diagnostic
    from gorae.texts import Language


def render_findings(
    problems: Iterable[Diagnostic], text: Text, filename: str, context_root: str, language: Language
) -> list[RenderedFinding]:
    """The findings of one file, rendered in a language."""
    return [_render(problem, text, filename, context_root, language) for problem in problems]


def _place(text: Text, offset: int) -> Place:
    position = text.position(offset)
    before = text.value[offset - position.column : offset]
    return Place(position.line + 1, position.column + 1, len(before.encode("utf-8", "surrogatepass")) + 1)


def _render(problem: Diagnostic, text: Text, filename: str, context_root: str, language: Language) -> RenderedFinding:
    start, end = _place(text, problem.span.start), _place(text, problem.span.end)
    line = text.line_span(start.row - 1)
    return RenderedFinding(
        problem.rule.name,
        problem.aliases,
        problem.severity,
        filename=filename,
        start=start,
        end=end,
        message=messages.message(problem, language),
        url=messages.url(problem.rule, language),
        fix=_fix(problem, text, filename, context_root, language),
        line=line.of(text.value),
        source=messages.source(problem.rule),
        related=tuple(_place(text, span.start) for span in problem.related),
        source_end=min(problem.span.end, line.end) - line.start,
    )


def _fix(problem: Diagnostic, text: Text, filename: str, context_root: str, language: Language) -> RenderedFix | None:
    fix = preferred_fix(problem, unsafe=False) or preferred_fix(problem, unsafe=True)
    if fix is None:
        return None
    edits = [
        RenderedEdit(filename, _place(text, edit.span.start), _place(text, edit.span.end), edit.text)
        for edit in fix.edits
    ]
    for other in fix.files:
        before = Text(other.before or "")
        path = f"{context_root}/{other.path}" if context_root not in ("", ".") else other.path
        edits.append(RenderedEdit(path, _place(before, 0), _place(before, len(before)), other.after))
    title = messages.title(problem, fix, language)
    return RenderedFix("safe" if fix.safe else "unsafe", title, tuple(edits))
