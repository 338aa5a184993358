"""`textDocument/completion` and `completionItem/resolve`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types

from gorae.completion import BY_BEGINNING, complete_at
from gorae.facts.argument_sets import build_as_called
from gorae.lsp import around_features
from gorae.lsp.conversions import offset_of, range_of
from gorae.lsp.markup import linked, markup

if TYPE_CHECKING:
    from gorae.completion import Item
    from gorae.lsp.documents import OpenAround, OpenDocument
    from gorae.lsp.session import Session
    from gorae.source import Text
    from gorae.texts import Language

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
# VS Code's own command: sent to editors built on it alone, as others would ask the server to run it.
_AGAIN = types.Command("", "editor.action.triggerSuggest")
_VSCODE_LIKE = ("visual studio code", "code-server", "vscodium", "cursor", "windsurf", "code - oss")


def completion(session: Session, params: types.CompletionParams) -> types.CompletionList | None:
    """What may be written at the cursor."""
    beside = session.around.get(params.text_document.uri)
    if beside is not None:
        offset = offset_of(beside.text, params.position, session.client.encoding)
        items = around_features.completions(session, beside, offset)
        rows = [_item(session, beside, item, session.language, offset) for item in items]
        return types.CompletionList(is_incomplete=False, items=rows)
    document = session.documents.get(params.text_document.uri)
    if document is None or not session.options_of(document).completion:
        return None
    trigger = params.context.trigger_character if params.context and params.context.trigger_character else ""
    language = session.language_of(document)
    offset = offset_of(document.text, params.position, session.client.encoding)
    items = complete_at(
        document.document,
        build_as_called(document.document, document.context),
        offset,
        language=language,
        context=document.context,
        today=None,
        trigger=trigger,
        on_error=session.report_provider,
    )
    rows = [_item(session, document, item, language, offset) for item in items]
    asks_again = any(item.kind in BY_BEGINNING for item in items)
    return types.CompletionList(is_incomplete=asks_again, items=rows)


def _edit(
    session: Session, text: Text, item: Item, written: str, offset: int
) -> types.TextEdit | types.InsertReplaceEdit:
    """Replaces the word; where the client asks which, its part before the cursor or all of it."""
    whole = range_of(text, item.span, session.client.encoding)
    if not session.client.can.completion_insert_replace or not item.span.start <= offset < item.span.end:
        return types.TextEdit(whole, written)
    before = range_of(text, item.span._replace(end=offset), session.client.encoding)
    return types.InsertReplaceEdit(written, before, whole)


def _item(
    session: Session, document: OpenDocument | OpenAround, item: Item, language: Language, offset: int
) -> types.CompletionItem:
    can = session.client.can
    is_snippet = can.completion_snippets and bool(item.snippet)
    written = item.snippet if is_snippet else item.insert
    found = types.CompletionItem(
        item.label,
        kind=_KINDS[item.kind],
        detail=item.detail or None,
        sort_text=item.sort or None,
        filter_text=item.filter or None,
        text_edit=_edit(session, document.text, item, written, offset),
        data={"page": item.page, "language": language} if item.page else None,
    )
    if is_snippet:
        found.insert_text_format = types.InsertTextFormat.Snippet
        found.insert_text_mode = types.InsertTextMode.AdjustIndentation
    if item.detail and can.completion_label_details:
        # Beside each label, not only beside the chosen one.
        found.label_details = types.CompletionItemLabelDetails(description=item.detail)
    if item.note:
        found.documentation = types.MarkupContent(types.MarkupKind.Markdown, item.note)
    if item.deprecated and can.completion_tags:
        found.tags = [types.CompletionItemTag.Deprecated]
    elif item.deprecated and can.completion_deprecated:
        found.deprecated = True
    if item.commit and can.completion_commit_characters:
        found.commit_characters = list(item.commit)
    if item.retrigger and any(name in session.client.name for name in _VSCODE_LIKE):
        found.command = _AGAIN
    return found


def resolve(session: Session, item: types.CompletionItem) -> types.CompletionItem:
    """The item that is looked at, with its page."""
    data: Any = item.data
    if not isinstance(data, dict) or "page" not in data:
        return item
    from gorae.reference.cards import page_card

    kind, _, name = str(data["page"]).partition("/")
    language: Language = "en" if data.get("language") == "en" else "ko"
    text = page_card(kind, name, language)
    if text:
        item.documentation = markup(linked(session.client, text, language), session.client.can.completion_formats)
    return item
