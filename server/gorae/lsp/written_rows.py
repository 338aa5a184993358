"""The diagnostics of a document as JSON. Of each part of the file the text is kept for as long as the part stays the same.

Places are written as lines below the part's first one, so that a part that has only moved is not worded again.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Literal, NamedTuple

from gorae.lsp.json_text import JsonText
from gorae.lsp.large_texts import hint, is_large
from gorae.lsp.rows import related_text, row, said_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.lint.diagnostic import Diagnostic
    from gorae.lint.parts import Fold, Placed
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

    def written(self, line: int, others: tuple[_Place, ...]) -> str:
        """The object; `others` are the places of those that it is reported for."""
        more = ""
        if self.related or others:
            places = [self.related_head + place.written(line) + self.related_tail for place in (*self.related, *others)]
            more = f',"relatedInformation":[{",".join(places)}]'
        return f'{{"range":{self.place.written(line)},{self.said}{more}}}'


class _Written(NamedTuple):
    """The rows of a part as text, and what that text hangs on."""

    key: tuple[object, ...]
    text: str


class _Writer(NamedTuple):
    """What the words and places of rows hang on beside the part."""

    session: Session
    document: OpenDocument
    language: Language
    placed: Sequence[Placed]
    positions: Sequence[Position]  # where each part begins

    @property
    def key(self) -> tuple[object, ...]:
        client = self.session.client
        return (self.language, client.encoding, client.can.diagnostic_tags, client.can.shows_related, self.document.uri)

    def parts(self) -> list[str]:
        """The rows of each part, with commas between them; of those that have some."""
        key = self.key
        return [text for number in range(len(self.placed)) if (text := self._part(number, key))]

    def _part(self, number: int, key: tuple[object, ...]) -> str:
        part, _, folds = self.placed[number]
        position = self.positions[number]
        others = [(place, self.placed[place].part, self.positions[place]) for fold in folds for place, _ in fold.others]
        whole = (key, position, folds, others)
        known: _Written | None = part.derived.get("written")
        if known is None or known.key != whole:
            line = position.line
            rows: list[tuple[_Row, tuple[_Place, ...]]] = [(row, ()) for row in self._rows(number, key, "rows")]
            for fold in folds:
                shown = fold.others if self.session.client.can.shows_related else ()
                places = tuple(self._place_in(place, which, key, line) for place, which in shown)
                rows.append((self._fold(number, fold, key), places))
            text = ",".join([row.written(line, more) for row, more in sorted(rows)])
            known = part.derived["written"] = _Written(whole, text)
        return known.text

    def _rows(self, number: int, key: tuple[object, ...], kind: Literal["rows", "grouped"]) -> list[_Row]:
        """The rows of what a part shows by itself, or of what it has for a group."""
        part, start, _ = self.placed[number]
        position = self.positions[number]
        whole = (key, position.column)
        known: tuple[object, list[_Row]] | None = part.derived.get(kind)
        if known is None or known[0] != whole:
            shown = part.shown if kind == "rows" else [one for _, one in part.grouped]
            rows = [self._row(one, start, position.line) for one in shown]
            known = part.derived[kind] = (whole, rows)
        return known[1]

    def _fold(self, number: int, fold: Fold, key: tuple[object, ...]) -> _Row:
        """The row of what is reported in a part for several; the other places are not in it yet."""
        row = self._rows(number, key, "grouped")[fold.number]
        if not fold.others:
            return row
        part = self.placed[number].part
        count = 1 + len(fold.others)
        words = part.derived.setdefault(("folded", key), {})
        if (fold.number, count) not in words:
            one = part.grouped[fold.number][1].folded(tuple, (), count)
            words[fold.number, count] = self._said(one), *self._related(one)
        said, head, tail = words[fold.number, count]
        return row._replace(said=said, related_head=head, related_tail=tail)

    def _place_in(self, number: int, which: int, key: tuple[object, ...], line: int) -> _Place:
        """Where a part's row of that number stands, in lines from another one."""
        start, end = self._rows(number, key, "grouped")[which].place
        by = self.positions[number].line - line
        return _Place(start._replace(line=start.line + by), end._replace(line=end.line + by))

    def _said(self, one: Diagnostic) -> str:
        # The same is said in many files: the words are held once.
        return sys.intern(json.dumps(said_of(self.session, one, self.language), separators=(",", ":"))[1:-1])

    def _related(self, one: Diagnostic) -> tuple[str, str]:
        """What stands before the range of a related place, and behind it."""
        head = f'{{"location":{{"uri":{json.dumps(self.document.uri)},"range":'
        tail = f'}},"message":{json.dumps(related_text(one, self.language))}}}'
        return sys.intern(head), sys.intern(tail)

    def _row(self, one: Diagnostic, start: int, line: int) -> _Row:
        text, encoding = self.document.text, self.session.client.encoding
        shown = one.related if self.session.client.can.shows_related else ()
        related = tuple(_place(text, span, start, line, encoding) for span in shown)
        place = _place(text, one.span, start, line, encoding)
        return _Row((one.span, one.rule.name), place, related, self._said(one), *self._related(one))


def _place(text: Text, span: Span, start: int, line: int, encoding: Encoding) -> _Place:
    first, last = text.position(span.start + start, encoding), text.position(span.end + start, encoding)
    return _Place(first._replace(line=first.line - line), last._replace(line=last.line - line))


def written_rows(session: Session, document: OpenDocument) -> JsonText:
    """All that was found in a document, as the protocol's `Diagnostic`s."""
    checked = document.checked
    language = session.language_of(document)
    if checked is None:
        texts = []
    elif checked.parts is not None:
        positions = [document.text.position(placed.start, session.client.encoding) for placed in checked.parts]
        texts = _Writer(session, document, language, checked.parts, positions).parts()
    else:
        texts = [
            json.dumps(row(session, document, one, language), separators=(",", ":")) for one in checked.diagnostics
        ]
    if is_large(document.text):
        texts.insert(0, json.dumps(hint(language), separators=(",", ":")))
    if document.scanned is not None and document.scanned[0] == document.version:
        texts += [json.dumps(one, separators=(",", ":")) for one in document.scanned[1]]
    return JsonText(f"[{','.join(texts)}]")
