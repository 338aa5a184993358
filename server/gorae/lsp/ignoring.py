"""Ignoring findings from the light bulb: one row, whatever is found there, put last.

A client with the command `gorae.ignore` lists behind it, for each rule, the instruction and the whole file; for any
other one there are two rows a rule, for the instruction and for the whole file, and a rewrite that widens a comment.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.lsp.phrases import say
from gorae.lsp.quick_fixes import Action
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.lint.diagnostic import Diagnostic
    from gorae.lsp.documents import OpenDocument
    from gorae.texts import Language

COMMAND = "gorae.ignore"  # the client's: shows the choices that are its argument, and applies the chosen one's edit
_COMMENT = re.compile(r"#[ \t]*gorae(?::[ \t]*|[ \t]+)ignore(?==)")


def one_a_rule(problems: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The first finding of each rule, in order."""
    return list({problem.rule.name: problem for problem in reversed(problems)}.values())[::-1]


def ignore_here(opened: OpenDocument, problem: Diagnostic, language: Language) -> Action:
    """A comment above the instruction."""
    document = opened.document
    node = document.node_at(problem.span.start)
    start = node.start if node else problem.span.start
    text, line = document.text.value, document.text.start_of_line(start)
    indent = text[line : line + len(text[line:start]) - len(text[line:start].lstrip())]
    comment = f"{indent}# gorae: ignore={problem.rule.name}{document.newline}"
    title = say("ignore", language, rule=problem.rule.name)
    return Action(title, (Edit(Span(line, line), comment),), (), (problem,), reason=say("reason", language))


def ignore_in_file(opened: OpenDocument, problem: Diagnostic, language: Language) -> Action:
    """A comment at the top, below the parser directives, which must be the first lines."""
    edit = _at_top(opened, f"# gorae: ignore-file={problem.rule.name}")
    title = say("ignore-file", language, rule=problem.rule.name)
    return Action(title, (edit,), (), (problem,), reason=say("reason", language))


def widened(opened: OpenDocument, span: Span, language: Language) -> Action | None:
    """The ignore comment at the cursor written for the whole file; None where there is none."""
    document, text = opened.document, opened.document.text.value
    for comment in document.comments:
        written = comment.span.of(text)
        marker = _COMMENT.match(written)
        if marker is None or not (comment.span.start <= span.start and span.end <= comment.span.end):
            continue
        line = document.text.start_of_line(comment.span.start)
        end = text.find("\n", comment.span.end) + 1 or len(text)
        moved = _at_top(opened, f"# gorae: ignore-file{written[marker.end() :]}")
        return Action(say("widen", language), (moved, Edit(Span(line, end), "")), ())
    return None


def _at_top(opened: OpenDocument, comment: str) -> Edit:
    document = opened.document
    text, newline = document.text.value, document.newline
    offset = int(text.startswith("\ufeff"))
    for directive in document.directives:
        end = text.find("\n", directive.span.end)
        offset = len(text) if end < 0 else end + 1
    before = newline if offset and text[offset - 1] not in "\n\ufeff" else ""
    return Edit(Span(offset, offset), f"{before}{comment}{newline}")
