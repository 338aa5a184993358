"""The diagnostics of a document as JSON. Of each part of the file the text is kept for as long as the part stays the same.

Places are written as lines below the part's first one, so that a part that has only moved is not worded again.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from gorae.lsp.json_text import JsonText
from gorae.lsp.large_texts import hint, is_large
from gorae.lsp.rows import related_text, row, said_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gorae.lint.diagnostic import Diagnostic
    from gorae.lint.parts import Part, Placed
    from gorae.lsp.documents import OpenDocument
    from gorae.lsp.session import Session
    from gorae.source import Encoding, Position, Span, Text
    from gorae.texts import Language


class _Place(NamedTuple):
    """A range; the lines count from the part's first one."""

    start: Position
    end: Position

    def written(self, line: int) -> str:
        (first, left), (last, right) = self
        return f'{{"start":{{"line":{first + line},"character":{left}}},"end":{{"line":{last + line},"character":{right}}}}}'


class _Row(NamedTuple):
    """One diagnostic: its place, the related ones, and all that is said of it."""

    order: tuple[object, ...]
    place: _Place
    related: tuple[_Place, ...]
    said: str  # the members of the object that do not hang on where it stands
    related_head: str  # what stands before the range of a related place, and behind it
    related_tail: str

    def written(self, line: int) -> str:
        more = ""
        if self.related:
            places = (self.related_head + place.written(line) + self.related_tail for place in self.related)
            more = f',"relatedInformation":[{",".join(places)}]'
        return f'{{"range":{self.place.written(line)},{self.said}{more}}}'


class _Writer(NamedTuple):
    """What the words and places of rows hang on beside the part."""

    session: Session
    document: OpenDocument
    language: Language

    @property
    def key(self) -> tuple[object, ...]:
        client = self.session.client
        return (self.language, client.encoding, client.can.diagnostic_tags, client.can.shows_related, self.document.uri)

    def part(self, placed: Placed) -> str:
        """The rows of a part, with commas between them."""
        part, text = placed.part, self.document.text
        line, column = text.position(placed.start, self.session.client.encoding)
        if placed.folded:
            rows = [*self._rows(part, placed.start, line, column), *self._new(placed.folded, placed.start, line)]
            return ",".join([row.written(line) for row in sorted(rows)])
        key = (self.key, column)
        known: tuple[object, int, str] | None = part.derived.get("written")
        if known is None or known[:2] != (key, line):
            written = ",".join([row.written(line) for row in self._rows(part, placed.start, line, column)])
            known = part.derived["written"] = (key, line, written)
        return known[2]

    def _rows(self, part: Part, start: int, line: int, column: int) -> list[_Row]:
        key = (self.key, column)
        known: tuple[object, list[_Row]] | None = part.derived.get("rows")
        if known is None or known[0] != key:
            known = part.derived["rows"] = (key, self._new(part.shown, start, line))
        return known[1]

    def _new(self, shown: Iterable[Diagnostic], start: int, line: int) -> list[_Row]:
        return [self._row(one, start, line) for one in shown]

    def _row(self, one: Diagnostic, start: int, line: int) -> _Row:
        said = json.dumps(said_of(self.session, one, self.language), separators=(",", ":"))[1:-1]
        text, encoding = self.document.text, self.session.client.encoding
        related: tuple[_Place, ...] = ()
        head = tail = ""
        if one.related and self.session.client.can.shows_related:
            related = tuple(_place(text, span, start, line, encoding) for span in one.related)
            head = f'{{"location":{{"uri":{json.dumps(self.document.uri)},"range":'
            tail = f'}},"message":{json.dumps(related_text(one, self.language))}}}'
        place = _place(text, one.span, start, line, encoding)
        return _Row((one.span, one.rule.name), place, related, said, head, tail)


def _place(text: Text, span: Span, start: int, line: int, encoding: Encoding) -> _Place:
    first, last = text.position(span.start + start, encoding), text.position(span.end + start, encoding)
    return _Place(first._replace(line=first.line - line), last._replace(line=last.line - line))


def written_rows(session: Session, document: OpenDocument) -> JsonText:
    """All that was found in a document, as the protocol's `Diagnostic`s."""
    checked = document.checked
    writer = _Writer(session, document, session.language_of(document))
    if checked is None:
        texts = []
    elif checked.parts is not None:
        texts = [text for placed in checked.parts if (text := writer.part(placed))]
    else:
        texts = [
            json.dumps(row(session, document, one, writer.language), separators=(",", ":"))
            for one in checked.diagnostics
        ]
    if is_large(document.text):
        texts.insert(0, json.dumps(hint(writer.language), separators=(",", ":")))
    if document.scanned is not None and document.scanned[0] == document.version:
        texts += [json.dumps(one, separators=(",", ":")) for one in document.scanned[1]]
    return JsonText(f"[{','.join(texts)}]")
