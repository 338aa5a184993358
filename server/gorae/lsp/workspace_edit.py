"""Changes of one or several files as the client can carry them out: versions, new files, snippets, what wants a look."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from gorae.lsp.conversions import range_of, text_edits
from gorae.lsp.phrases import say
from gorae.source import Span, Text

if TYPE_CHECKING:
    from gorae.lint.model import FileEdit
    from gorae.lsp.documents import OpenDocument
    from gorae.lsp.quick_fixes import Action
    from gorae.lsp.session import Session
    from gorae.source import Encoding

_LOOK = "gorae.look"


def workspace_edit(session: Session, document: OpenDocument, action: Action) -> types.WorkspaceEdit | None:
    """The edit of a code action; None where the client cannot do it (make a file, say)."""
    can, encoding = session.client.can, session.client.encoding
    edits = text_edits(document.text, action.edits, encoding)
    if not can.versioned_edits:
        changes = {document.uri: edits} if edits else {}
        for file in action.files:
            if file.before is None:
                return None
            changes[_uri_beside(document, file)] = [_whole(file, encoding)]
        return types.WorkspaceEdit(changes)
    asks = session.client.confirms_unsafe and not action.safe and can.annotated_edits
    note = _LOOK if asks else None
    rows: list[Any] = []
    for file in action.files:
        uri = _uri_beside(document, file)
        if file.before is None:
            if not can.creates_files:
                return None
            rows.append(created(uri, safe=note is None))
        rows.append(_of_document(uri, None, [_whole(file, encoding)], note))
    if edits and action.reason and can.snippet_edits:
        rows.append(_of_document(document.uri, document.version, [_with_reason(edits[0], action.reason)], None))
    elif edits:
        rows.append(_of_document(document.uri, document.version, edits, note))
    return types.WorkspaceEdit(document_changes=rows, change_annotations=notes(session, document) if note else None)


def notes(session: Session, document: OpenDocument | None) -> dict[str, types.ChangeAnnotation]:
    """The note of changes after which the image may differ."""
    language = session.language_of(document) if document is not None else session.language
    return {_LOOK: types.ChangeAnnotation(say("look", language), needs_confirmation=True)}


def created(uri: str, *, safe: bool) -> types.CreateFile:
    """The making of a file that is not there yet."""
    options = types.CreateFileOptions(ignore_if_exists=True)
    return types.CreateFile(uri, options=options, annotation_id=None if safe else _LOOK)


def annotated(uri: str, version: int | None, edits: list[types.TextEdit], *, safe: bool) -> types.TextDocumentEdit:
    """The edits of one file of several."""
    return _of_document(uri, version, edits, None if safe else _LOOK)


def _of_document(uri: str, version: int | None, edits: list[Any], note: str | None) -> types.TextDocumentEdit:
    if note is not None:
        edits = [types.AnnotatedTextEdit(note, one.range, one.new_text) for one in edits]
    return types.TextDocumentEdit(types.OptionalVersionedTextDocumentIdentifier(uri, version), edits)


def _with_reason(edit: types.TextEdit, reason: str) -> types.SnippetTextEdit:
    """The comment with its reason to be typed over (LSP 3.18, `SnippetTextEdit`)."""
    comment = edit.new_text.rstrip("\r\n")
    plain = comment.replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}")
    end = edit.new_text[len(comment) :]
    return types.SnippetTextEdit(edit.range, types.StringValue(f"{plain} ${{1:{reason}}}{end}"))


def _uri_beside(document: OpenDocument, file: FileEdit) -> str:
    root = document.context.root if document.context else Path()
    return (Path(root).absolute() / file.path).as_uri()


def _whole(file: FileEdit, encoding: Encoding) -> types.TextEdit:
    before = Text(file.before or "")
    return types.TextEdit(range_of(before, Span(0, len(before)), encoding), file.after)
