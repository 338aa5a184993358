"""Hovers of directives, and of comments that address Gorae, hadolint, BuildKit or ShellCheck."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.hover.cursor import Hover
from gorae.reference import library
from gorae.reference.cards import code, page_card
from gorae.source import Span

if TYPE_CHECKING:
    from gorae.syntax import Document
    from gorae.texts import Language

_TOOL = re.compile(r"#\s*(gorae|hadolint|tally|shellcheck|check|syntax|escape)\b\s*[:=]?", re.IGNORECASE)
_NAME = re.compile(r"(?:(?:tally|hadolint|buildkit|shellcheck)/)?[A-Za-z][\w-]+")
_DIRECTIVES = ("check", "syntax", "escape")


def hover(document: Document, offset: int, language: Language) -> Hover | None:
    """The hover of a directive or a tool's comment; None for a comment for people."""
    for directive in document.directives:
        if directive.span.holds(offset):
            return _directive(directive.name.lower(), directive.value, directive.span, language)
    for comment in document.comments:
        if comment.span.holds(offset):
            return _comment(comment.text, comment.span, offset, language)
    node = document.node_at(offset)
    if node is None:
        return None
    for span in node.instruction.comments:
        if span.shift(node.start).holds(offset):
            return _comment(node.instruction.slice(span), span.shift(node.start), offset, language)
    return None


def _directive(name: str, value: str, span: Span, language: Language) -> Hover | None:
    choice = library.row("directives", name, language, value, "choice")
    here = [f"{code(value)}: {choice.text}"] if choice is not None else _rules_in(value, language)
    text = page_card("directives", name, language, here)
    return Hover(span, text) if text is not None else None


def _comment(text: str, span: Span, offset: int, language: Language) -> Hover | None:
    match = _TOOL.match(text)
    if match is None:
        return None
    tool = match[1].lower()
    for name in _NAME.finditer(text, match.end()):
        place = Span(span.start + name.start(), span.start + name.end())
        if place.holds(offset) and (about := _rules_in(name[0], language)):
            return Hover(place, about[0])
    if tool in _DIRECTIVES:  # too far down to count, but people write it
        return _directive(tool, text[match.end() :].strip(), span, language) if tool == "check" else None
    page = page_card("comments", tool, language)
    return Hover(span, page) if page is not None else None


def _rules_in(text: str, language: Language) -> list[str]:
    """What the rules named in the text are about."""
    from gorae.lint import messages
    from gorae.lint.registry import resolve

    lines = []
    for name in _NAME.findall(text):
        if name.lower() in ("skip", "error", "true", "false", "ignore", "disable", "all", "experimental", "shell"):
            continue
        lines += [
            f"**[{rule.name}](gorae:rules/{rule.name})** {messages.summary(rule, language)}"
            for rule in resolve(name)[:3]
        ]
    return ["\n\n".join(lines)] if lines else []
