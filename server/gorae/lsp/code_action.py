"""Code actions: quick fixes, refactorings, all safe fixes; their edits at once, or when one is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types

from gorae.lsp import around_features, config_diagnostics, diagnostics, ignoring, shellcheck
from gorae.lsp.conversions import diagnostic_of, span_of
from gorae.lsp.phrases import say
from gorae.lsp.quick_fixes import Action, fix_all, fixes_of_rule, may_fix_all, quick_fixes
from gorae.lsp.rows import row
from gorae.lsp.uris import is_read_only
from gorae.lsp.workspace_edit import workspace_edit
from gorae.source import apply_edits
from gorae.stages import build

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.lint.diagnostic import Diagnostic
    from gorae.lsp.documents import OpenDocument
    from gorae.lsp.session import Session
    from gorae.source import Edit, Span

FIX_ALL = "source.fixAll.gorae"
FIX_WORKSPACE = "gorae.fixAllInWorkspace"
REFACTORINGS = {
    "extract": types.CodeActionKind.RefactorExtract,
    "rewrite": types.CodeActionKind.RefactorRewrite,
}

# Below this many characters all fixes of a text cost less than one more message, which saving would wait for.
QUICKLY_FIXED_CHARACTERS = 20_000


def code_action(session: Session, params: types.CodeActionParams) -> list[types.CodeAction]:
    """The code actions for a range, of the kinds that are asked for."""
    only, uri = params.context.only, params.text_document.uri
    configuration = session.configurations.get(uri)
    if configuration is not None:
        if not _wanted(only, types.CodeActionKind.QuickFix):
            return []
        return config_diagnostics.quick_fixes(session, configuration, params.range)
    beside = session.around.get(uri)
    if beside is not None:
        wanted = _wanted(only, types.CodeActionKind.QuickFix)
        return around_features.quick_fixes(session, beside, params.range) if wanted else []
    document = session.documents.get(uri)
    if document is None or is_read_only(uri):
        return []
    diagnostics.check(session, document)
    found: list[types.CodeAction] = []
    if _wanted(only, types.CodeActionKind.QuickFix):
        found += _quick_fixes(session, document, params.range)
    if any(_wanted(only, kind) for kind in REFACTORINGS.values()):
        found += _refactorings(session, document, params)
    if _wanted(only, FIX_ALL):
        found += _fix_all(session, document, later=not only or len(document.text.value) > QUICKLY_FIXED_CHARACTERS)
    if _wanted(only, types.CodeActionKind.QuickFix):
        found += _ignores(session, document, params.range)
    return found


def resolve(session: Session, action: types.CodeAction) -> types.CodeAction:
    """The chosen action with its edits; without them where the text has moved on."""
    data: Any = action.data
    uri = data.get("uri") if isinstance(data, dict) else None
    document = session.documents.get(uri) if isinstance(uri, str) else None
    if document is not None and document.version == data.get("version"):
        language, rule = session.language_of(document), data.get("rule")
        every = (
            fixes_of_rule(document, rule, language)
            if isinstance(rule, str)
            else fix_all(document, language, shellcheck.findings_of_any_text(session, document))
        )
        action.edit = workspace_edit(session, document, every) if every else None
    return action


def _quick_fixes(session: Session, document: OpenDocument, place: types.Range) -> list[types.CodeAction]:
    language = session.language_of(document)
    found: list[types.CodeAction] = []
    offered = quick_fixes(document, span_of(document.text, place, session.client.encoding), language)
    for action in offered:
        found += _whole_rule(session, document, action) if action.whole_rule else _quick_fix(session, document, action)
    if session.folders:
        # With their findings: the editor puts actions without any last.
        fixed = [problem for action in offered for problem in action.problems if problem.fixes]
        for problem in ignoring.one_a_rule(fixed):
            title = say("workspace", language, rule=problem.rule.name)
            command = types.Command(title, FIX_WORKSPACE, arguments=[problem.rule.name])
            found.append(_of_findings(session, document, title, [problem], command=command))
    return found


def _quick_fix(session: Session, document: OpenDocument, action: Action) -> list[types.CodeAction]:
    return _code_action(session, document, action, types.CodeActionKind.QuickFix)


def _whole_rule(session: Session, document: OpenDocument, action: Action) -> list[types.CodeAction]:
    """All fixes of a rule in the file; where the client can ask, they are tried out when they are chosen."""
    if _can_ask(session):
        data = {"uri": document.uri, "version": document.version, "rule": action.whole_rule}
        return [_of_findings(session, document, action.title, action.problems, data=data)]
    every = fixes_of_rule(document, action.whole_rule, session.language_of(document))
    return _quick_fix(session, document, every._replace(problems=action.problems)) if every is not None else []


def _can_ask(session: Session) -> bool:
    """Whether the client asks for an action's edit when it is chosen."""
    return "edit" in session.client.can.action_resolves and session.client.can.action_data


def _ignores(session: Session, document: OpenDocument, place: types.Range) -> list[types.CodeAction]:
    """The last row: ignoring what is found there."""
    language = session.language_of(document)
    span = span_of(document.text, place, session.client.encoding)
    problems = ignoring.one_a_rule(document.touching(span))
    here = [ignoring.ignore_here(document, problem, language) for problem in problems]
    in_file = [ignoring.ignore_in_file(document, problem, language) for problem in problems]
    if ignoring.COMMAND not in session.client.commands:
        each = (_quick_fix(session, document, one) for one in (*here, *in_file))
        return [row for rows in each for row in rows]
    if not problems:
        return []
    choices = [
        {"label": one.title, "edit": session.connection.to_json(edit)}
        for pair in zip(here, in_file, strict=True)
        for one in pair
        if (edit := workspace_edit(session, document, one)) is not None
    ]
    rule = problems[0].rule.name
    title = say("ignore-several", language) if len(problems) > 1 else say("ignore-one", language, rule=rule)
    command = types.Command(title, ignoring.COMMAND, arguments=[choices])
    return [_of_findings(session, document, title, problems, command=command)]


def _of_findings(
    session: Session, document: OpenDocument, title: str, problems: Sequence[Diagnostic], **more: Any
) -> types.CodeAction:
    """A quick fix with the findings that it is for."""
    language = session.language_of(document)
    rows = [diagnostic_of(row(session, document, problem, language)) for problem in problems]
    return types.CodeAction(title, types.CodeActionKind.QuickFix, rows or None, **more)


def _refactorings(session: Session, document: OpenDocument, params: types.CodeActionParams) -> list[types.CodeAction]:
    from gorae.refactoring import refactorings_at, title

    span = span_of(document.text, params.range, session.client.encoding)
    found: list[types.CodeAction] = []
    for one in refactorings_at(
        document.document, build(document.document), span, document.context, session.report_provider
    ):
        kind = REFACTORINGS[one.kind]
        if _wanted(params.context.only, kind) and not _is_fix(document, span, one.edits):
            found += _code_action(session, document, Action(title(one, session.language_of(document)), one.edits), kind)
    wider = ignoring.widened(document, span, session.language_of(document))
    if wider is not None and _wanted(params.context.only, types.CodeActionKind.RefactorRewrite):
        found += _code_action(session, document, wider, types.CodeActionKind.RefactorRewrite)
    return found


def _is_fix(document: OpenDocument, span: Span, edits: tuple[Edit, ...]) -> bool:
    """Whether a finding's fix there does the same: it is offered once, as the fix."""
    after = apply_edits(document.text.value, edits)
    return any(
        apply_edits(document.text.value, fix.edits) == after
        for problem in document.touching(span)
        for fix in problem.fixes
        if fix.edits and not fix.files
    )


def _fix_all(session: Session, document: OpenDocument, *, later: bool) -> list[types.CodeAction]:
    """All safe fixes: rounds of whole checks. Behind a light bulb, which comes at each move of the cursor, they are
    worked out when they are chosen, where the client can ask then."""
    language = session.language_of(document)
    if later and _can_ask(session):
        data = {"uri": document.uri, "version": document.version}
        return [types.CodeAction(say("every", language), FIX_ALL, data=data)] if may_fix_all(document) else []
    every = fix_all(document, language, shellcheck.findings_of_any_text(session, document))
    return _code_action(session, document, every, FIX_ALL) if every else []


def _wanted(only: Any, kind: str) -> bool:
    """Whether the client asked for that kind; kinds are hierarchical (LSP 3.17, `CodeActionKind`)."""
    if not only:
        return True
    asked = [str(getattr(one, "value", one)) for one in only]
    return any(kind == one or kind.startswith(one + ".") or one == "" for one in asked)


def _code_action(session: Session, document: OpenDocument, action: Action, kind: str) -> list[types.CodeAction]:
    edit = workspace_edit(session, document, action)
    if edit is None:
        return []
    found = _of_findings(session, document, action.title, action.problems, edit=edit)
    found.kind, found.is_preferred = kind, True if action.preferred else None
    return [found]
