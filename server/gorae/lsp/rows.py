"""Diagnostics as JSON: objects of lsprotocol's classes would take longer than finding what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gorae.lint import messages

if TYPE_CHECKING:
    from gorae.lint.diagnostic import Diagnostic
    from gorae.lsp.documents import OpenDocument
    from gorae.lsp.session import Json, Session
    from gorae.source import Encoding, Span, Text
    from gorae.texts import Language

SEVERITIES = {"error": 1, "warning": 2, "information": 3, "hint": 4}
_TAGS = {"unnecessary": 1, "deprecated": 2}  # LSP 3.17, `DiagnosticTag`


def range_json(text: Text, span: Span, encoding: Encoding) -> dict[str, Any]:
    """A span as the protocol's `Range`."""
    start, end = text.position(span.start, encoding), text.position(span.end, encoding)
    return {
        "start": {"line": start.line, "character": start.column},
        "end": {"line": end.line, "character": end.column},
    }


def row(session: Session, document: OpenDocument, problem: Diagnostic, language: Language) -> Json:
    """One finding as the protocol's `Diagnostic`."""
    found = {
        "range": range_json(document.text, problem.span, session.client.encoding),
        **said_of(session, problem, language),
    }
    if problem.related and session.client.can.shows_related:
        text = related_text(problem, language)
        places = [range_json(document.text, span, session.client.encoding) for span in problem.related]
        found["relatedInformation"] = [
            {"location": {"uri": document.uri, "range": place}, "message": text} for place in places
        ]
    return found


def said_of(session: Session, problem: Diagnostic, language: Language) -> Json:
    """What a row says of a finding, wherever it stands."""
    said: Json = {
        "message": messages.message(problem, language),
        "severity": SEVERITIES[problem.severity],
        "code": problem.rule.name,
        "codeDescription": {"href": messages.url(problem.rule, language)},
        "source": messages.source(problem.rule),
    }
    if problem.rule.tag and session.client.can.diagnostic_tags:
        said["tags"] = [_TAGS[problem.rule.tag]]
    return said


def related_text(problem: Diagnostic, language: Language) -> str:
    """What is said at each related place."""
    return messages.related_message(problem, language)
