"""Completion and signature help in the protocol's types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types

from gorae.lsp.conversions import offset_of, range_of
from gorae.lsp.pages import linked
from gorae.stages import build

if TYPE_CHECKING:
    from gorae.completion import Item, Signature
    from gorae.lsp.documents import OpenDocument
    from gorae.lsp.server import GoraeServer
    from gorae.texts import Language

TRIGGERS = ("$", "{", "-", "=", ":", "/", ",", "#", " ", "%", "+", "|", "&")
SIGNATURE_TRIGGERS = (" ", "=", ",", "{", ":", "/", "#", "%")

_KINDS = {
    "keyword": types.CompletionItemKind.Keyword,
    "snippet": types.CompletionItemKind.Snippet,
    "property": types.CompletionItemKind.Property,
    "enum-member": types.CompletionItemKind.EnumMember,
    "value": types.CompletionItemKind.Value,
    "variable": types.CompletionItemKind.Variable,
    "constant": types.CompletionItemKind.Constant,
    "module": types.CompletionItemKind.Module,
    "class": types.CompletionItemKind.Class,
    "file": types.CompletionItemKind.File,
    "folder": types.CompletionItemKind.Folder,
    "function": types.CompletionItemKind.Function,
    "operator": types.CompletionItemKind.Operator,
    "unit": types.CompletionItemKind.Unit,
    "user": types.CompletionItemKind.Value,
    "reference": types.CompletionItemKind.Reference,
}
# VS Code's own command: sent to its kin alone, as others would ask the server to run it.
_AGAIN = types.Command("", "editor.action.triggerSuggest")
_VSCODE_LIKE = ("visual studio code", "code-server", "vscodium", "cursor", "windsurf", "code - oss")


def completion(ls: GoraeServer, params: types.CompletionParams) -> types.CompletionList | None:
    """What may be written at the cursor."""
    document = ls.documents.get(params.text_document.uri)
    if document is None or not (document.options or ls.options).completion:
        return None
    from gorae.completion import complete_at

    trigger = params.context.trigger_character if params.context and params.context.trigger_character else ""
    items = complete_at(
        document.document,
        build(document.document),
        offset_of(document.text, params.position, ls.encoding),
        ls.language_of(document),
        document.context,
        None,
        trigger,
    )
    client = _Client(ls, ls.language_of(document))
    return types.CompletionList(is_incomplete=False, items=[_item(client, document, item, ls) for item in items])


class _Client:
    """What the client can show of an item."""

    def __init__(self, ls: GoraeServer, language: Language) -> None:
        able = "text_document.completion.completion_item."
        self.language = language
        self.snippets = bool(ls.supports(able + "snippet_support"))
        self.commits = bool(ls.supports(able + "commit_characters_support"))
        self.tags = ls.supports(able + "tag_support") is not None
        self.label_details = bool(ls.supports(able + "label_details_support"))
        self.old_deprecated = bool(ls.supports(able + "deprecated_support"))
        self.asks_again = any(name in ls.client_name for name in _VSCODE_LIKE)


def _item(client: _Client, document: OpenDocument, item: Item, ls: GoraeServer) -> types.CompletionItem:
    is_snippet = client.snippets and bool(item.snippet)
    written = item.snippet if is_snippet else item.insert
    found = types.CompletionItem(
        item.label,
        kind=_KINDS[item.kind],
        detail=item.detail or None,
        sort_text=item.sort or None,
        filter_text=item.filter or None,
        text_edit=types.TextEdit(range_of(document.text, item.span, ls.encoding), written),
        data={"page": item.page, "language": client.language} if item.page else None,
    )
    if is_snippet:
        found.insert_text_format = types.InsertTextFormat.Snippet
        found.insert_text_mode = types.InsertTextMode.AdjustIndentation
    if item.detail and client.label_details:
        # Beside each label, not only beside the chosen one.
        found.label_details = types.CompletionItemLabelDetails(description=item.detail)
    if item.note:
        found.documentation = types.MarkupContent(types.MarkupKind.Markdown, item.note)
    if item.deprecated and client.tags:
        found.tags = [types.CompletionItemTag.Deprecated]
    elif item.deprecated and client.old_deprecated:
        found.deprecated = True
    if item.commit and client.commits:
        found.commit_characters = list(item.commit)
    if item.goes_on and client.asks_again:
        found.command = _AGAIN
    return found


def resolve(ls: GoraeServer, item: types.CompletionItem) -> types.CompletionItem:
    """The line that is looked at, with its page."""
    data: Any = item.data
    if not isinstance(data, dict) or "page" not in data:
        return item
    from gorae.hover.cards import page_card

    kind, _, name = str(data["page"]).partition("/")
    language: Language = "en" if data.get("language") == "en" else "ko"
    text = page_card(kind, name, language)
    if text:
        item.documentation = ls.markup(
            linked(ls, text, language), "text_document.completion.completion_item.documentation_format"
        )
    return item


def signature_help(ls: GoraeServer, params: types.SignatureHelpParams) -> types.SignatureHelp | None:
    """The forms of what is being written."""
    document = ls.documents.get(params.text_document.uri)
    if document is None or not (document.options or ls.options).completion:
        return None
    from gorae.completion import signature_at

    offset = offset_of(document.text, params.position, ls.encoding)
    found = signature_at(
        document.document, build(document.document), offset, ls.language_of(document), document.context
    )
    if not found:
        return None
    return types.SignatureHelp([_signature(ls, one) for one in found], 0, found[0].active)


def _signature(ls: GoraeServer, signature: Signature) -> types.SignatureInformation:
    able = "text_document.signature_help.signature_information."
    offsets = bool(ls.supports(able + "parameter_information.label_offset_support"))
    parameters = [
        types.ParameterInformation(
            (_units(signature.label[: one.start]), _units(signature.label[: one.end]))
            if offsets
            else signature.label[one.start : one.end]
        )
        for one in signature.parameters
    ]
    note = ls.markup(signature.note, able + "documentation_format") if signature.note else None
    return types.SignatureInformation(signature.label, note, parameters, signature.active)


def _units(text: str) -> int:
    """The text's length in UTF-16, which labels are counted in whatever was negotiated for documents."""
    return len(text.encode("utf-16-le")) // 2
