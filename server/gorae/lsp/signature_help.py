"""`textDocument/signatureHelp`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from gorae.completion import signature_at
from gorae.facts.argument_sets import build_as_called
from gorae.lsp.conversions import offset_of
from gorae.lsp.markup import markup

if TYPE_CHECKING:
    from gorae.completion import Signature
    from gorae.lsp.session import Client, Session


def signature_help(session: Session, params: types.SignatureHelpParams) -> types.SignatureHelp | None:
    """The forms of what is being written."""
    document = session.documents.get(params.text_document.uri)
    if document is None or not session.options_of(document).completion:
        return None
    offset = offset_of(document.text, params.position, session.client.encoding)
    found = signature_at(
        document.document,
        build_as_called(document.document, document.context),
        offset,
        session.language_of(document),
        document.context,
    )
    if not found:
        return None
    return types.SignatureHelp([_signature(session.client, one) for one in found], 0, found[0].active)


def _signature(client: Client, signature: Signature) -> types.SignatureInformation:
    parameters = [
        types.ParameterInformation(
            (_units(signature.label[: one.start]), _units(signature.label[: one.end]))
            if client.can.signature_label_offsets
            else signature.label[one.start : one.end]
        )
        for one in signature.parameters
    ]
    note = markup(signature.note, client.can.signature_formats) if signature.note else None
    return types.SignatureInformation(signature.label, note, parameters, signature.active)


def _units(text: str) -> int:
    """The text's length in UTF-16, which labels are counted in whatever was negotiated for documents."""
    return len(text.encode("utf-16-le")) // 2
