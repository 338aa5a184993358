"""What the client may ask, and what it is told."""

from __future__ import annotations

import asyncio
import importlib

from lsprotocol import types

from gorae.lint.registry import all_rules
from gorae.lsp import completing, lightbulb, workspace
from gorae.lsp.conversions import offset_of, range_of
from gorae.lsp.pages import linked, show_rule
from gorae.lsp.protocol import Plain  # noqa: TC001  # pygls reads the features' annotations
from gorae.lsp.server import GoraeServer
from gorae.stages import build

WATCHED = (
    "**/{.dockerignore,*.dockerignore,.containerignore}",
    "**/{gorae.toml,.gorae.toml,pyproject.toml,.hadolint.yaml,.hadolint.yml}",
    "**/{compose,docker-compose}*.{yaml,yml}",
    "**/docker-bake*.{hcl,json}",
)
# What the first hover, completion and light bulb need is read when the first texts have long been looked at.
_WARM_AFTER_SECONDS = 2.0


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
    feature(types.TEXT_DOCUMENT_CODE_ACTION, lightbulb.OPTIONS)(lightbulb.code_action)
    feature(types.CODE_ACTION_RESOLVE)(lightbulb.resolve)
    feature(types.TEXT_DOCUMENT_HOVER)(hover)
    offering = types.CompletionOptions(list(completing.TRIGGERS), resolve_provider=True)
    feature(types.TEXT_DOCUMENT_COMPLETION, offering)(completing.completion)
    feature(types.COMPLETION_ITEM_RESOLVE)(completing.resolve)
    signing = types.SignatureHelpOptions(list(completing.SIGNATURE_TRIGGERS))
    feature(types.TEXT_DOCUMENT_SIGNATURE_HELP, signing)(completing.signature_help)
    server.command("gorae.showRule")(show_rule)
    server.command(workspace.COMMAND)(workspace.fix_all_in_workspace)
    return server


async def initialized(ls: GoraeServer, _: types.InitializedParams) -> None:
    """Asks for settings and for files to be watched; reads the rules while the client prepares its first text."""
    all_rules()
    asyncio.get_running_loop().call_later(_WARM_AFTER_SECONDS, _warm)
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


def _warm() -> None:
    for room in ("gorae.hover", "gorae.completion", "gorae.refactoring"):
        importlib.import_module(room)


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
) -> types.RelatedFullDocumentDiagnosticReport | Plain:
    """The findings of a document, for a client that asks."""
    return await ls.pull(params.text_document.uri)


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
