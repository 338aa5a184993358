"""Code actions: quick fixes, refactorings, all safe fixes; their edits at once, or when one is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types

from gorae.lsp import configurations
from gorae.lsp.actions import Action, fix_all, may_fix_all, quick_fixes, say
from gorae.lsp.conversions import span_of
from gorae.lsp.edits import workspace_edit
from gorae.lsp.server import GoraeServer  # noqa: TC001  # pygls reads the handlers' annotations
from gorae.lsp.workspace import COMMAND
from gorae.stages import build

if TYPE_CHECKING:
    from gorae.lsp.documents import OpenDocument

FIX_ALL = "source.fixAll.gorae"
REFACTORINGS = {
    "extract": types.CodeActionKind.RefactorExtract,
    "rewrite": types.CodeActionKind.RefactorRewrite,
}
OPTIONS = types.CodeActionOptions(
    code_action_kinds=[types.CodeActionKind.QuickFix, *REFACTORINGS.values(), FIX_ALL], resolve_provider=True
)


# Below this many characters all fixes of a text cost less than one more message, which saving would wait for.
QUICKLY_FIXED_CHARACTERS = 20_000


def code_action(ls: GoraeServer, params: types.CodeActionParams) -> list[types.CodeAction]:
    """The light bulb's lines for a range, of the kinds that are asked for."""
    only, uri = params.context.only, params.text_document.uri
    configuration = ls.configurations.open.get(uri)
    if configuration is not None:
        if not _wanted(only, types.CodeActionKind.QuickFix):
            return []
        versions = bool(ls.supports("workspace.workspace_edit.document_changes"))
        return configurations.quick_fixes(configuration, params.range, ls.language, ls.encoding, with_versions=versions)
    document = ls.documents.get(uri)
    if document is None:
        return []
    ls.problems_of(document)
    found: list[types.CodeAction] = []
    if _wanted(only, types.CodeActionKind.QuickFix):
        found += _quick_fixes(ls, document, params.range)
    if any(_wanted(only, kind) for kind in REFACTORINGS.values()):
        found += _refactorings(ls, document, params)
    if _wanted(only, FIX_ALL):
        found += _fix_all(ls, document, later=not only or len(document.text.value) > QUICKLY_FIXED_CHARACTERS)
    return found


def resolve(ls: GoraeServer, action: types.CodeAction) -> types.CodeAction:
    """The chosen line with its edits; without them where the text has moved on."""
    data: Any = action.data
    document = ls.documents.get(data.get("uri", "")) if isinstance(data, dict) else None
    if document is not None and document.version == data.get("version"):
        every = fix_all(document, ls.language_of(document), ls.scripts.known(document))
        action.edit = workspace_edit(ls, document, every) if every else None
    return action


def _quick_fixes(ls: GoraeServer, document: OpenDocument, place: types.Range) -> list[types.CodeAction]:
    language = ls.language_of(document)
    found: list[types.CodeAction] = []
    offered = quick_fixes(document, span_of(document.text, place, ls.encoding), language)
    for action in offered:
        found += _code_action(ls, document, action, types.CodeActionKind.QuickFix)
    if ls.folders:
        rules = dict.fromkeys(problem.rule for action in offered for problem in action.problems if problem.fixes)
        for rule in rules:
            title = say("workspace", language, rule=rule.name)
            command = types.Command(title, COMMAND, arguments=[rule.name])
            found.append(types.CodeAction(title, types.CodeActionKind.QuickFix, command=command))
    return found


def _refactorings(ls: GoraeServer, document: OpenDocument, params: types.CodeActionParams) -> list[types.CodeAction]:
    from gorae.refactoring import refactorings_at, title

    span = span_of(document.text, params.range, ls.encoding)
    found: list[types.CodeAction] = []
    for one in refactorings_at(document.document, build(document.document), span, document.context):
        kind = REFACTORINGS[one.kind]
        if _wanted(params.context.only, kind):
            found += _code_action(ls, document, Action(title(one, ls.language_of(document)), one.edits), kind)
    return found


def _fix_all(ls: GoraeServer, document: OpenDocument, *, later: bool) -> list[types.CodeAction]:
    """All safe fixes: rounds of whole checks. Behind a light bulb, which comes at each move of the cursor, they are
    worked out when they are chosen, where the client can ask then."""
    able = ls.supports("text_document.code_action.resolve_support")
    can_ask = able is not None and "edit" in able.properties and ls.supports("text_document.code_action.data_support")
    language = ls.language_of(document)
    if later and can_ask:
        data = {"uri": document.uri, "version": document.version}
        return [types.CodeAction(say("every", language), FIX_ALL, data=data)] if may_fix_all(document) else []
    every = fix_all(document, language, ls.scripts.known(document))
    return _code_action(ls, document, every, FIX_ALL) if every else []


def _wanted(only: Any, kind: str) -> bool:
    """Whether the client asked for that kind; kinds are hierarchical (LSP 3.17, `CodeActionKind`)."""
    if not only:
        return True
    asked = [str(getattr(one, "value", one)) for one in only]
    return any(kind == one or kind.startswith(one + ".") or one == "" for one in asked)


def _code_action(ls: GoraeServer, document: OpenDocument, action: Action, kind: str) -> list[types.CodeAction]:
    edit = workspace_edit(ls, document, action)
    if edit is None:
        return []
    diagnostics = [ls.diagnostic(document, problem) for problem in action.problems]
    preferred = True if action.preferred else None
    return [types.CodeAction(action.title, kind, diagnostics or None, preferred, None, edit)]
