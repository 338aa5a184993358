"""What the client can do, read once from `initialize`: a typed field for each capability that the server asks about."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any


def _flag(path: str) -> bool:
    """A capability that is a boolean: true only where the client sent `true`."""
    value: bool = field(default=False, metadata={"path": path, "read": lambda found: found is True})
    return value


def _present(path: str) -> bool:
    """A capability that is an object: the client has it where it sent one, empty or not."""
    value: bool = field(default=False, metadata={"path": path, "read": lambda found: isinstance(found, dict)})
    return value


def _names(path: str) -> tuple[str, ...]:
    """A capability that is a list of names; empty where the client sent none."""
    value: tuple[str, ...] = field(default=(), metadata={"path": path, "read": _read_names})
    return value


def _read_names(found: Any) -> tuple[str, ...]:
    return tuple(name for name in found if isinstance(name, str)) if isinstance(found, list) else ()


_COMPLETION_ITEM = "textDocument.completion.completionItem."
_SIGNATURE = "textDocument.signatureHelp.signatureInformation."
_EDIT = "workspace.workspaceEdit."


@dataclass(frozen=True)
class ClientCapabilities:
    """The client's capabilities (LSP 3.17, `ClientCapabilities`), each by its path there.

    A new one is a line here: the field's type and its path.
    """

    position_encodings: tuple[str, ...] = _names("general.positionEncodings")
    message_actions: bool = _present("window.showMessage.messageActionItem")
    shows_documents: bool = _flag("window.showDocument.support")
    progress: bool = _flag("window.workDoneProgress")

    configuration: bool = _flag("workspace.configuration")
    registers_configuration: bool = _flag("workspace.didChangeConfiguration.dynamicRegistration")
    registers_watched_files: bool = _flag("workspace.didChangeWatchedFiles.dynamicRegistration")

    pulls_diagnostics: bool = _present("textDocument.diagnostic")
    takes_related_documents: bool = _flag("textDocument.diagnostic.relatedDocumentSupport")
    shows_related: bool = _flag("textDocument.publishDiagnostics.relatedInformation")
    refreshes_diagnostics: bool = _flag("workspace.diagnostics.refreshSupport")

    versioned_edits: bool = _flag(_EDIT + "documentChanges")
    annotated_edits: bool = _present(_EDIT + "changeAnnotationSupport")
    snippet_edits: bool = _flag(_EDIT + "snippetEditSupport")
    file_operations: tuple[str, ...] = _names(_EDIT + "resourceOperations")

    action_data: bool = _flag("textDocument.codeAction.dataSupport")
    action_resolves: tuple[str, ...] = _names("textDocument.codeAction.resolveSupport.properties")

    definition_links: bool = _flag("textDocument.definition.linkSupport")
    symbol_trees: bool = _flag("textDocument.documentSymbol.hierarchicalDocumentSymbolSupport")
    symbol_tags: bool = _present("textDocument.documentSymbol.tagSupport")
    diagnostic_tags: bool = _present("textDocument.publishDiagnostics.tagSupport")
    refreshes_hints: bool = _flag("workspace.inlayHint.refreshSupport")
    refreshes_lenses: bool = _flag("workspace.codeLens.refreshSupport")

    hover_formats: tuple[str, ...] = _names("textDocument.hover.contentFormat")

    completion_snippets: bool = _flag(_COMPLETION_ITEM + "snippetSupport")
    completion_insert_replace: bool = _flag(_COMPLETION_ITEM + "insertReplaceSupport")
    completion_commit_characters: bool = _flag(_COMPLETION_ITEM + "commitCharactersSupport")
    completion_tags: bool = _present(_COMPLETION_ITEM + "tagSupport")
    completion_deprecated: bool = _flag(_COMPLETION_ITEM + "deprecatedSupport")
    completion_label_details: bool = _flag(_COMPLETION_ITEM + "labelDetailsSupport")
    completion_formats: tuple[str, ...] = _names(_COMPLETION_ITEM + "documentationFormat")

    signature_label_offsets: bool = _flag(_SIGNATURE + "parameterInformation.labelOffsetSupport")
    signature_formats: tuple[str, ...] = _names(_SIGNATURE + "documentationFormat")

    @property
    def creates_files(self) -> bool:
        """Whether an edit may make a file that is not there yet."""
        return self.versioned_edits and "create" in self.file_operations


def read_capabilities(data: object) -> ClientCapabilities:
    """The `capabilities` of `initialize`; what has a wrong type counts as absent."""
    found = {each.name: each.metadata["read"](_at(data, each.metadata["path"])) for each in fields(ClientCapabilities)}
    return ClientCapabilities(**found)


def _at(data: Any, path: str) -> Any:
    for name in path.split("."):
        if not isinstance(data, dict):
            return None
        data = data.get(name)
    return data
