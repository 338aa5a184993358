"""What the server can do: a row for each method and each command, with the function that answers it.

A new feature is a module with a function of a session and parameters, and a row here. The module is imported when it is
first asked, so that no start waits for it; the row says what `initialize` offers because of it.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from gorae.lsp.session import Client, Json


@dataclass(frozen=True)
class Feature:
    """A method that the client may call."""

    method: str
    handler: str  # MODULE.FUNCTION of this room, called with the session and the parameters
    offers: Json = field(default_factory=dict)  # what is added to the server's capabilities
    where: Callable[[Client], bool] = lambda _: True  # the clients that it is offered to
    raw: bool = False  # the parameters and the result are JSON; else objects of lsprotocol's classes


COMPLETION_TRIGGERS = ("$", "{", "-", "=", ":", "/", ",", "#", " ", "%", "+")
SIGNATURE_TRIGGERS = (" ", "=", ",", "{", ":", "/", "#", "%")
# As the room `hints` numbers them; it is imported when the first tokens are asked for.
TOKEN_TYPES = (
    "keyword", "comment", "macro", "parameter", "property", "namespace", "enumMember", "class", "variable", "string",
    "number", "function", "operator",
)  # fmt: skip
TOKEN_MODIFIERS = ("declaration", "readonly", "deprecated")
_ACTION_KINDS = ["quickfix", "refactor.extract", "refactor.rewrite", "source.fixAll.gorae"]

_ALL_FILES = [{"scheme": "file", "pattern": {"glob": "**/*"}}]

FEATURES: tuple[Feature, ...] = (
    Feature("initialize", "lifecycle.initialize", raw=True),
    Feature("initialized", "lifecycle.initialized", raw=True),
    Feature("shutdown", "lifecycle.shutdown", raw=True),
    Feature(
        "textDocument/didOpen",
        "sync.did_open",
        {"textDocumentSync": {"openClose": True, "change": 2, "save": {"includeText": False}}},
        raw=True,
    ),
    Feature("textDocument/didChange", "sync.did_change", raw=True),
    Feature("textDocument/didSave", "sync.did_save", raw=True),
    Feature("textDocument/didClose", "sync.did_close", raw=True),
    Feature("workspace/didChangeConfiguration", "settings.did_change_configuration", raw=True),
    Feature("workspace/didChangeWatchedFiles", "workspace.did_change_watched_files", raw=True),
    Feature(
        "workspace/didChangeWorkspaceFolders",
        "workspace.did_change_folders",
        {
            "workspace": {
                "workspaceFolders": {"supported": True, "changeNotifications": True},
                "fileOperations": {"willRename": {"filters": _ALL_FILES}, "didRename": {"filters": _ALL_FILES}},
            }
        },
        raw=True,
    ),
    Feature(
        "textDocument/diagnostic",
        "pull_diagnostics.pull",
        {
            "diagnosticProvider": {
                "interFileDependencies": True,
                "workspaceDiagnostics": True,
                "identifier": "gorae",
            }
        },
        where=lambda client: client.pulls_diagnostics,
        raw=True,
    ),
    Feature("workspace/diagnostic", "workspace_diagnostics.pull", raw=True),
    Feature("workspace/willRenameFiles", "file_operations.will_rename_files", raw=True),
    Feature("workspace/didRenameFiles", "file_operations.did_rename_files", raw=True),
    Feature("textDocument/hover", "hover.hover", {"hoverProvider": True}),
    Feature(
        "textDocument/completion",
        "completion.completion",
        {"completionProvider": {"triggerCharacters": list(COMPLETION_TRIGGERS), "resolveProvider": True}},
    ),
    Feature("completionItem/resolve", "completion.resolve"),
    Feature(
        "textDocument/signatureHelp",
        "signature_help.signature_help",
        {"signatureHelpProvider": {"triggerCharacters": list(SIGNATURE_TRIGGERS)}},
    ),
    Feature(
        "textDocument/codeAction",
        "code_action.code_action",
        {"codeActionProvider": {"codeActionKinds": _ACTION_KINDS, "resolveProvider": True}},
    ),
    Feature("codeAction/resolve", "code_action.resolve"),
    Feature("textDocument/definition", "definition.definition", {"definitionProvider": True}, raw=True),
    Feature("textDocument/declaration", "definition.declaration", {"declarationProvider": True}, raw=True),
    Feature("textDocument/references", "references.references", {"referencesProvider": True}, raw=True),
    Feature(
        "textDocument/documentHighlight",
        "references.document_highlight",
        {"documentHighlightProvider": True},
        raw=True,
    ),
    Feature(
        "textDocument/linkedEditingRange",
        "references.linked_editing_range",
        {"linkedEditingRangeProvider": True},
        raw=True,
    ),
    Feature("textDocument/prepareRename", "rename.prepare_rename", raw=True),
    Feature("textDocument/rename", "rename.rename", {"renameProvider": {"prepareProvider": True}}, raw=True),
    Feature(
        "textDocument/documentSymbol", "document_symbol.document_symbol", {"documentSymbolProvider": True}, raw=True
    ),
    Feature("workspace/symbol", "workspace_symbol.workspace_symbol", {"workspaceSymbolProvider": True}, raw=True),
    Feature("textDocument/foldingRange", "folding_range.folding_range", {"foldingRangeProvider": True}, raw=True),
    Feature(
        "textDocument/selectionRange", "selection_range.selection_range", {"selectionRangeProvider": True}, raw=True
    ),
    Feature("textDocument/documentLink", "document_link.document_link", {"documentLinkProvider": {}}, raw=True),
    Feature("textDocument/prepareCallHierarchy", "hierarchy.prepare", {"callHierarchyProvider": True}, raw=True),
    Feature("callHierarchy/incomingCalls", "hierarchy.incoming_calls", raw=True),
    Feature("callHierarchy/outgoingCalls", "hierarchy.outgoing_calls", raw=True),
    Feature("textDocument/prepareTypeHierarchy", "hierarchy.prepare", {"typeHierarchyProvider": True}, raw=True),
    Feature("typeHierarchy/supertypes", "hierarchy.supertypes", raw=True),
    Feature("typeHierarchy/subtypes", "hierarchy.subtypes", raw=True),
    Feature("textDocument/formatting", "formatting.formatting", {"documentFormattingProvider": True}, raw=True),
    Feature(
        "textDocument/rangeFormatting",
        "formatting.range_formatting",
        {"documentRangeFormattingProvider": {"rangesSupport": True}},
        raw=True,
    ),
    Feature("textDocument/rangesFormatting", "formatting.ranges_formatting", raw=True),
    Feature(
        "textDocument/onTypeFormatting",
        "formatting.on_type_formatting",
        {"documentOnTypeFormattingProvider": {"firstTriggerCharacter": "\n", "moreTriggerCharacter": ["\\", "`"]}},
        raw=True,
    ),
    Feature(
        "textDocument/semanticTokens/full",
        "semantic_tokens.full",
        {
            "semanticTokensProvider": {
                "legend": {"tokenTypes": list(TOKEN_TYPES), "tokenModifiers": list(TOKEN_MODIFIERS)},
                "full": {"delta": True},
                "range": True,
            }
        },
        raw=True,
    ),
    Feature("textDocument/semanticTokens/full/delta", "semantic_tokens.delta", raw=True),
    Feature("textDocument/semanticTokens/range", "semantic_tokens.within_range", raw=True),
    Feature("textDocument/inlayHint", "inlay_hint.inlay_hint", {"inlayHintProvider": True}, raw=True),
    Feature("textDocument/codeLens", "code_lens.code_lens", {"codeLensProvider": {}}, raw=True),
    Feature("workspace/executeCommand", "commands.execute_command", raw=True),
)

# The commands of `workspace/executeCommand`; the function is called with the session and the command's arguments.
COMMANDS: dict[str, str] = {
    "gorae.showRule": "show_rule.show_rule",
    "gorae.context": "around_features.show_context",
    "gorae.contextRoot": "around_features.context_root",
    "gorae.scan": "scan.scan",
    "gorae.stopScan": "scan.stop_scan",
    "gorae.fixAllInWorkspace": "fix_workspace.fix_all_in_workspace",
}

BY_METHOD = {feature.method: feature for feature in FEATURES}


def find(name: str) -> Callable[..., Any]:
    """The function that a row names; its module is imported where it is not yet."""
    module, _, function = name.partition(".")
    found: Callable[..., Any] = getattr(importlib.import_module(f"gorae.lsp.{module}"), function)
    return found


def capabilities(client: Client) -> Json:
    """What `initialize` offers to a client."""
    offered: Json = {
        "positionEncoding": client.encoding,
        # A command that the client has itself is not offered: VS Code's client would register it a second time, and fail.
        "executeCommandProvider": {"commands": [name for name in COMMANDS if name not in client.commands]},
    }
    for feature in FEATURES:
        if feature.where(client):
            offered |= feature.offers
    return offered
