"""The open texts. They are ours: pygls' own documents cut lines at U+2028 and form feed, which LSP does not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gorae.lint.engine import Memory
from gorae.source import Edit, Position, Span, Text
from gorae.syntax import parse, reparse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lsprotocol import types

    from gorae.context import BuildContext
    from gorae.lint.engine import Diagnostic, Found
    from gorae.lint.settings import Settings
    from gorae.lsp.options import Options
    from gorae.source import Encoding
    from gorae.syntax import Document


@dataclass(eq=False)
class OpenDocument:
    """One open text, what it was last understood as, and what was found in it."""

    uri: str
    version: int
    document: Document
    memory: Memory = field(default_factory=Memory)
    settings: Settings | None = None  # of the client and the configuration file together
    options: Options | None = None  # what the client set for this document; None: what it set for all
    context: BuildContext | None = None  # what the folder held when it was last read
    outside: list[Found] = field(default_factory=list)  # what programs are known to find in this version
    scripts: object = None  # what `gorae.lsp.scripts` remembers of it
    problems: list[Diagnostic] | None = None  # of this version; None: not looked for yet

    @property
    def text(self) -> Text:
        """The text as the editor shows it."""
        return self.document.text


def opened(uri: str, version: int, text: str) -> OpenDocument:
    """A text that was just opened."""
    return OpenDocument(uri, version, parse(text))


def change(document: Document, changes: Sequence[types.TextDocumentContentChangeEvent], encoding: Encoding) -> Document:
    """The document after the editor's changes, one after another (LSP 3.17, `TextDocumentContentChangeEvent`)."""
    for each in changes:
        around = getattr(each, "range", None)
        if around is None:
            document = parse(each.text)
            continue
        text = document.text
        start = text.offset(Position(around.start.line, around.start.character), encoding)
        end = text.offset(Position(around.end.line, around.end.character), encoding)
        document = reparse(document, [Edit(Span(start, max(start, end)), each.text)])
    return document
