"""Findings as the client knows them, as the protocol's objects and as plain JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types

from gorae.lint import messages
from gorae.lsp.conversions import range_of

if TYPE_CHECKING:
    from gorae.lint.engine import Diagnostic
    from gorae.lsp.documents import OpenDocument
    from gorae.source import Encoding
    from gorae.texts import Language

SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "information": types.DiagnosticSeverity.Information,
    "hint": types.DiagnosticSeverity.Hint,
}


def diagnostic(document: OpenDocument, problem: Diagnostic, language: Language, encoding: Encoding) -> types.Diagnostic:
    """One finding as the client knows it."""
    return types.Diagnostic(
        range_of(document.text, problem.span, encoding),
        messages.message(problem.rule, problem.finding, language),
        SEVERITIES[problem.severity],
        problem.rule.name,
        types.CodeDescription(messages.url(problem.rule, language)),
        messages.source(problem.rule),
    )


def diagnostics_as_json(document: OpenDocument, language: Language, encoding: Encoding) -> list[dict[str, Any]]:
    """All findings of a document as JSON: objects of the protocol's classes would take longer than finding them."""
    text = document.text
    rows = []
    for problem in document.problems or []:
        start, end = text.position(problem.span.start, encoding), text.position(problem.span.end, encoding)
        rows.append(
            {
                "range": {
                    "start": {"line": start.line, "character": start.column},
                    "end": {"line": end.line, "character": end.column},
                },
                "message": messages.message(problem.rule, problem.finding, language),
                "severity": SEVERITIES[problem.severity].value,
                "code": problem.rule.name,
                "codeDescription": {"href": messages.url(problem.rule, language)},
                "source": messages.source(problem.rule),
            }
        )
    return rows
