"""The quick fixes of a document: the fixes of the findings at the cursor, of one rule in the file, all safe ones, silence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gorae.compat.hadolint import apply_hadolint_semantics
from gorae.lint import messages
from gorae.lint.apply_fixes import compatible, fix_text, preferred_fix
from gorae.lint.engine import check
from gorae.lint.run import log_error
from gorae.lsp.phrases import say
from gorae.source import Edit, Span, differences

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gorae.context import BuildContext
    from gorae.lint.diagnostic import Diagnostic, Found
    from gorae.lint.model import FileEdit
    from gorae.lsp.documents import OpenDocument
    from gorae.syntax import Document
    from gorae.texts import Language


class Action(NamedTuple):
    """One code action: edits of the text (code points), and other files' texts."""

    title: str
    edits: tuple[Edit, ...]
    files: tuple[FileEdit, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    preferred: bool = False
    safe: bool = True  # False: a person should look at what it changes
    reason: str = ""  # the word that a reason is to be typed over, at the end of the comment that is added


def quick_fixes(opened: OpenDocument, span: Span, language: Language) -> list[Action]:
    """The quick fixes of the findings that touch the span, the preferred one of each finding first."""
    problems = opened.diagnostics or []
    here = [problem for problem in problems if problem.span.start <= span.end and span.start <= problem.span.end]
    actions: list[Action] = []
    for problem in here:
        for number, fix in enumerate(problem.fixes):
            title = messages.title(problem, fix, language)
            actions.append(Action(title, fix.edits, fix.files, (problem,), preferred=number == 0, safe=fix.safe))
    for rule in dict.fromkeys(problem.rule for problem in here):
        same = [problem for problem in problems if problem.rule is rule]
        fixes = [(problem, preferred_fix(problem, unsafe=True)) for problem in same]
        edits, _, count = compatible(fixes)
        if count > 1 and not any(fix.files for problem in same for fix in problem.fixes):
            title = say("all", language, rule=rule.name, count=count)
            safe = all(fix.safe for _, fix in fixes if fix is not None)
            actions.append(Action(title, tuple(edits), (), tuple(same), safe=safe))
    named = _one_a_rule(here)
    actions += [_silence(opened, problem, language) for problem in named]
    return actions + [_silence_in_file(opened, problem, language) for problem in named]


def _one_a_rule(problems: Sequence[Diagnostic]) -> list[Diagnostic]:
    return list({problem.rule.name: problem for problem in reversed(problems)}.values())[::-1]


def _silence(opened: OpenDocument, problem: Diagnostic, language: Language) -> Action:
    document = opened.document
    node = document.node_at(problem.span.start)
    start = node.start if node else problem.span.start
    text, line = document.text.value, document.text.start_of_line(start)
    indent = text[line : line + len(text[line:start]) - len(text[line:start].lstrip())]
    comment = f"{indent}# gorae: ignore={problem.rule.name}{document.newline}"
    title = say("ignore", language, rule=problem.rule.name)
    return Action(title, (Edit(Span(line, line), comment),), (), (problem,), reason=say("reason", language))


def _silence_in_file(opened: OpenDocument, problem: Diagnostic, language: Language) -> Action:
    """A comment at the top, below the parser directives, which must be the first lines."""
    document = opened.document
    text = document.text.value
    at = int(text.startswith("\ufeff"))
    for directive in document.directives:
        end = text.find("\n", directive.span.end)
        at = len(text) if end < 0 else end + 1
    newline = document.newline
    before = newline if at and text[at - 1] not in "\n\ufeff" else ""
    comment = f"{before}# gorae: ignore-file={problem.rule.name}{newline}"
    title = say("ignore-file", language, rule=problem.rule.name)
    return Action(title, (Edit(Span(at, at), comment),), (), (problem,), reason=say("reason", language))


def fix_all(
    opened: OpenDocument, language: Language, external: Callable[[Document], Sequence[Found]] | None = None
) -> Action | None:
    """All safe fixes of the text as one edit; None where there are none. Other files are left to quick fixes.

    `external` is what programs are known to find in a text.
    """
    if opened.settings is None:
        return None
    before = opened.text.value
    settings = opened.settings

    def check_text(document: Document, context: BuildContext | None) -> list[Diagnostic]:
        found = external(document) if external is not None else ()
        return check(document, settings, context, external=found, emulate=apply_hadolint_semantics, on_error=log_error)

    fixed = fix_text(before, check_text, lambda _: None, unsafe=False)
    if fixed.text == before:
        return None
    return Action(say("every", language), tuple(differences(before, fixed.text)))


def may_fix_all(opened: OpenDocument) -> bool:
    """Whether there is a safe fix at all: what is said before the edits of a large text are worked out."""
    return any(fix.safe and fix.edits for problem in opened.diagnostics or () for fix in problem.fixes)
