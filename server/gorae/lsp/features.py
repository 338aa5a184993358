"""What the client may ask, and what it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types

from gorae.lsp import completing, configurations
from gorae.lsp.actions import Action, fix_all, quick_fixes
from gorae.lsp.conversions import offset_of, range_of, span_of, text_edits
from gorae.lsp.pages import linked, show_rule
from gorae.lsp.server import GoraeServer
from gorae.source import Span, Text
from gorae.stages import build

if TYPE_CHECKING:
    from gorae.lint.model import FileEdit
    from gorae.lsp.documents import OpenDocument

FIX_ALL = "source.fixAll.gorae"
REFACTORINGS = {
    "extract": types.CodeActionKind.RefactorExtract,
    "rewrite": types.CodeActionKind.RefactorRewrite,
}
WATCHED = (
    "**/{.dockerignore,*.dockerignore,.containerignore}",
    "**/{gorae.toml,.gorae.toml,pyproject.toml,.hadolint.yaml,.hadolint.yml}",
    "**/{compose,docker-compose}*.{yaml,yml}",
)


def make_server() -> GoraeServer:
    """A server with all features."""
    server = GoraeServer()
    feature = server.feature
    feature(types.INITIALIZED)(initialized)
    feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)(did_change_configuration)
    feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(did_change_watched_files)
    feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)(did_change_folders)
    feature(types.TEXT_DOCUMENT_DID_SAVE)(did_save)
    offered = types.DiagnosticOptions(inter_file_dependencies=True, workspace_diagnostics=False, identifier="gorae")
    feature(types.TEXT_DOCUMENT_DIAGNOSTIC, offered)(pull_diagnostics)
    kinds = types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix, *REFACTORINGS.values(), FIX_ALL])
    feature(types.TEXT_DOCUMENT_CODE_ACTION, kinds)(code_action)
    feature(types.TEXT_DOCUMENT_HOVER)(hover)
    offering = types.CompletionOptions(list(completing.TRIGGERS), resolve_provider=True)
    feature(types.TEXT_DOCUMENT_COMPLETION, offering)(completing.completion)
    feature(types.COMPLETION_ITEM_RESOLVE)(completing.resolve)
    signing = types.SignatureHelpOptions(list(completing.SIGNATURE_TRIGGERS))
    feature(types.TEXT_DOCUMENT_SIGNATURE_HELP, signing)(completing.signature_help)
    server.command("gorae.showRule")(show_rule)
    return server


async def initialized(ls: GoraeServer, _: types.InitializedParams) -> None:
    """Asks for settings and for files to be watched."""
    registrations = []
    if ls.supports("workspace.did_change_configuration.dynamic_registration"):
        options = types.DidChangeConfigurationRegistrationOptions(section="gorae")
        method = types.WORKSPACE_DID_CHANGE_CONFIGURATION
        registrations.append(types.Registration("gorae-configuration", method, options))
    if ls.supports("workspace.did_change_watched_files.dynamic_registration"):
        watchers = [types.FileSystemWatcher(glob) for glob in WATCHED]
        watching = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        registrations.append(types.Registration("gorae-files", method, watching))
    if registrations:
        ls.later(_register(ls, registrations))
    if ls.supports("workspace.configuration"):
        ls.later(ls.ask_options())


async def _register(ls: GoraeServer, registrations: list[types.Registration]) -> None:
    await ls.client_register_capability_async(types.RegistrationParams(registrations))


def did_change_configuration(ls: GoraeServer, params: types.DidChangeConfigurationParams) -> None:
    """The settings changed: asks for them, or takes those that came."""
    if ls.supports("workspace.configuration"):
        for document in ls.documents.values():
            ls.later(ls.ask_options(document))
        ls.later(ls.ask_options())
        return
    from gorae.lsp.options import read_options

    ls.options = read_options(params.settings, ls.options)
    ls.surroundings_changed()


def did_change_watched_files(ls: GoraeServer, _: types.DidChangeWatchedFilesParams) -> None:
    """Ignore files, configuration or callers changed on the disk."""
    ls.surroundings_changed()


def did_change_folders(ls: GoraeServer, params: types.DidChangeWorkspaceFoldersParams) -> None:
    """The workspace's folders changed."""
    from gorae.lsp.conversions import path_of

    gone = {path_of(folder.uri) for folder in params.event.removed}
    fresh = [path for folder in params.event.added if (path := path_of(folder.uri)) is not None]
    ls.folders = [folder for folder in ls.folders if folder not in gone] + fresh
    ls.surroundings_changed()


def did_save(ls: GoraeServer, params: types.DidSaveTextDocumentParams) -> None:
    """Files around a saved one may have changed as well."""
    document = ls.documents.get(params.text_document.uri)
    if document is not None:
        ls.read_folder(document)


async def pull_diagnostics(
    ls: GoraeServer, params: types.DocumentDiagnosticParams
) -> types.RelatedFullDocumentDiagnosticReport:
    """The findings of a document, for a client that asks."""
    return types.RelatedFullDocumentDiagnosticReport(await ls.pull(params.text_document.uri) or [])


def code_action(ls: GoraeServer, params: types.CodeActionParams) -> list[types.CodeAction]:
    """The light bulb's lines for a range."""
    configuration = ls.configurations.open.get(params.text_document.uri)
    if configuration is not None:
        if not _wanted(params.context.only, types.CodeActionKind.QuickFix):
            return []
        versions = bool(ls.supports("workspace.workspace_edit.document_changes"))
        return configurations.quick_fixes(configuration, params.range, ls.language, ls.encoding, with_versions=versions)
    document = ls.documents.get(params.text_document.uri)
    if document is None:
        return []
    ls.problems_of(document)
    language = ls.language_of(document)
    found: list[types.CodeAction] = []
    if _wanted(params.context.only, types.CodeActionKind.QuickFix):
        span = span_of(document.text, params.range, ls.encoding)
        for action in quick_fixes(document, span, language):
            found += _code_action(ls, document, action, types.CodeActionKind.QuickFix)
    if any(_wanted(params.context.only, kind) for kind in REFACTORINGS.values()):
        found += _refactorings(ls, document, params)
    if _wanted(params.context.only, FIX_ALL) and (every := fix_all(document, language, ls.scripts.known(document))):
        found += _code_action(ls, document, every, FIX_ALL)
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


def _wanted(only: Any, kind: str) -> bool:
    """Whether the client asked for that kind; kinds are hierarchical (LSP 3.17, `CodeActionKind`)."""
    if not only:
        return True
    asked = [str(getattr(one, "value", one)) for one in only]
    return any(kind == one or kind.startswith(one + ".") or one == "" for one in asked)


def _code_action(ls: GoraeServer, document: OpenDocument, action: Action, kind: str) -> list[types.CodeAction]:
    edit = _workspace_edit(ls, document, action)
    if edit is None:
        return []
    diagnostics = [ls.diagnostic(document, problem) for problem in action.problems]
    preferred = True if action.preferred else None
    return [types.CodeAction(action.title, kind, diagnostics or None, preferred, None, edit)]


def _workspace_edit(ls: GoraeServer, document: OpenDocument, action: Action) -> types.WorkspaceEdit | None:
    edits = text_edits(document.text, action.edits, ls.encoding)
    if not ls.supports("workspace.workspace_edit.document_changes"):
        changes = {document.uri: edits} if edits else {}
        for file in action.files:
            if file.before is None:
                return None  # such a client can't be told to make a file
            changes[_uri_beside(document, file)] = [_whole(file, ls)]
        return types.WorkspaceEdit(changes)
    rows: list[Any] = []
    can_create = types.ResourceOperationKind.Create in (
        ls.supports("workspace.workspace_edit.resource_operations") or []
    )
    for file in action.files:
        uri = _uri_beside(document, file)
        if file.before is None:
            if not can_create:
                return None
            rows.append(types.CreateFile(uri, options=types.CreateFileOptions(ignore_if_exists=True)))
        rows.append(types.TextDocumentEdit(types.OptionalVersionedTextDocumentIdentifier(uri), [_whole(file, ls)]))
    if edits:
        identifier = types.OptionalVersionedTextDocumentIdentifier(document.uri, document.version)
        rows.append(types.TextDocumentEdit(identifier, list(edits)))
    return types.WorkspaceEdit(document_changes=rows)


def _uri_beside(document: OpenDocument, file: FileEdit) -> str:
    from pathlib import Path

    root = document.context.root if document.context else Path()
    return (Path(root).absolute() / file.path).as_uri()


def _whole(file: FileEdit, ls: GoraeServer) -> types.TextEdit:
    before = Text(file.before or "")
    return types.TextEdit(range_of(before, Span(0, len(before)), ls.encoding), file.after)


def hover(ls: GoraeServer, params: types.HoverParams) -> types.Hover | None:
    """What the word under the cursor means here."""
    document = ls.documents.get(params.text_document.uri)
    if document is None or not (document.options or ls.options).hover:
        return None
    from gorae.hover import hover_at

    offset = offset_of(document.text, params.position, ls.encoding)
    problems = ls.problems_of(document)
    language = ls.language_of(document)
    found = hover_at(document.document, build(document.document), offset, language, document.context, problems)
    if found is None:
        return None
    text = linked(ls, found.markdown, language)
    content = ls.markup(text, "text_document.hover.content_format")
    return types.Hover(content, range_of(document.text, found.span, ls.encoding))
