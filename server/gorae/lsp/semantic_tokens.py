"""`textDocument/semanticTokens/full`, `full/delta` and `range`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.hints.tokens import tokens
from gorae.lsp.incoming import member
from gorae.lsp.places import document_of, span_at
from gorae.stages import build

if TYPE_CHECKING:
    from gorae.lsp.documents import OpenDocument
    from gorae.lsp.session import Json, Session


def full(session: Session, params: Json) -> Json | None:
    """All tokens, with the number that a later delta is of."""
    document = document_of(session, params)
    if document is None:
        return None
    data = tokens(build(document.document), session.client.encoding)
    return {"resultId": _remember(document, data), "data": data}


def delta(session: Session, params: Json) -> Json | None:
    """What changed since the tokens of that number; all where they are no longer known."""
    document = document_of(session, params)
    if document is None:
        return None
    before = document.tokens
    data = tokens(build(document.document), session.client.encoding)
    number = _remember(document, data)
    if before is None or before[0] != params.get("previousResultId"):
        return {"resultId": number, "data": data}
    return {"resultId": number, "edits": changes(before[1], data)}


def within_range(session: Session, params: Json) -> Json | None:
    """The tokens of the instructions that a range touches."""
    document = document_of(session, params)
    if document is None:
        return None
    span = span_at(session, document.text, member(params, "range", dict))
    return {"data": tokens(build(document.document), session.client.encoding, span)}


def _remember(document: OpenDocument, data: list[int]) -> str:
    number = str(int(document.tokens[0]) + 1) if document.tokens is not None else "1"
    document.tokens = (number, data)
    return number


def changes(before: list[int], after: list[int]) -> list[Json]:
    """The one edit that makes the new numbers of the old ones; none where they are the same."""
    if before == after:
        return []
    most = min(len(before), len(after))
    start = _alike(before, after, most, at_end=False)
    end = _alike(before, after, most - start, at_end=True)
    return [{"start": start, "deleteCount": len(before) - end - start, "data": after[start : len(after) - end]}]


def _alike(one: list[int], other: list[int], most: int, *, at_end: bool) -> int:
    """How many numbers both share at their beginning or end, `most` at most; compared in slices."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        shared = slice(-middle, None) if at_end else slice(middle)
        if one[shared] == other[shared]:
            low = middle
        else:
            high = middle - 1
    return low
