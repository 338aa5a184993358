"""`textDocument/documentSymbol`.

Editors ask for the outline behind each pause in typing: an instruction's row is written as JSON once, and kept with it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from gorae.lsp.json_text import JsonText
from gorae.lsp.places import document_of
from gorae.lsp.rows import range_json
from gorae.navigation import directive_symbol, instruction_symbol, outline, stage_symbol
from gorae.source import Text
from gorae.source.derived import derived_by
from gorae.stages import build

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gorae.lsp.documents import OpenDocument
    from gorae.lsp.session import Json, Session
    from gorae.navigation import Symbol
    from gorae.source import Encoding, Span
    from gorae.syntax import Instruction, Node

# LSP 3.17, `SymbolKind`.
KINDS = {"directive": 7, "stage": 5, "instruction": 12, "argument": 14, "variable": 13, "label": 20}
_DEPRECATED = 1


def document_symbol(session: Session, params: Json) -> JsonText | list[Json] | None:
    """The outline: a tree, or for a client that knows none a list."""
    document = document_of(session, params)
    if document is None:
        return None
    if session.client.can.symbol_trees:
        return JsonText(f"[{','.join(_rows(document, session.client.encoding, tags=session.client.can.symbol_tags))}]")
    return [row for symbol in outline(build(document.document)) for row in _flat(session, document, symbol, None)]


def _rows(document: OpenDocument, encoding: Encoding, *, tags: bool) -> Iterable[str]:
    stages = build(document.document)
    text = document.text

    def written(node: Node) -> str:
        line, column = text.position(node.start, encoding)
        template, lines = _written(node.instruction, encoding, tags, column)
        return template % tuple([line + below for below in lines])

    for directive in document.document.directives:
        yield _Row.of(directive_symbol(directive), text, encoding, tags=tags).at_top()
    yield from map(written, stages.header)
    for stage in stages.stages:
        head = _Row.of(stage_symbol(stage), text, encoding, tags=tags).at_top()
        inside = ",".join(map(written, stage.nodes[1:]))
        yield f'{head[:-1]},"children":[{inside}]}}' if inside else head


class _Row(NamedTuple):
    """A row's JSON with `%d` where a line stands, and these lines."""

    template: str
    lines: tuple[int, ...]

    def at_top(self) -> str:
        """The row where its text is the whole document."""
        return self.template % self.lines

    @classmethod
    def of(cls, symbol: Symbol, text: Text, encoding: Encoding, *, tags: bool, column: int = 0) -> _Row:
        """A symbol of a text; `column` is where the text's first line begins."""
        said: Json = {"name": symbol.name, "kind": KINDS[symbol.kind]}
        if symbol.detail:
            said["detail"] = symbol.detail
        if symbol.deprecated and tags:
            said["tags"] = [_DEPRECATED]
        members = json.dumps(said, separators=(",", ":"))[1:-1].replace("%", "%%")
        whole, own = _place(symbol.span, text, encoding, column), _place(symbol.name_span, text, encoding, column)
        template = f'{{{members},"range":{whole.template},"selectionRange":{own.template}'
        lines = whole.lines + own.lines
        if symbol.children:
            inside = [cls.of(child, text, encoding, tags=tags, column=column) for child in symbol.children]
            template += f',"children":[{",".join(row.template for row in inside)}]'
            lines += tuple(line for row in inside for line in row.lines)
        return cls(template + "}", lines)


def _place(span: Span, text: Text, encoding: Encoding, column: int) -> _Row:
    places = (text.position(span.start, encoding), text.position(span.end, encoding))
    (first, left), (last, right) = places
    left, right = (left if first else left + column), (right if last else right + column)
    template = f'{{"start":{{"line":%d,"character":{left}}},"end":{{"line":%d,"character":{right}}}}}'
    return _Row(template, (first, last))


@derived_by(lambda encoding, tags, column: (encoding, tags, column))
def _written(instruction: Instruction, encoding: Encoding, tags: bool, column: int) -> _Row:  # a key's part
    """An instruction's row; its lines count from the instruction's first."""
    return _Row.of(instruction_symbol(instruction), Text(instruction.text), encoding, tags=tags, column=column)


def _flat(session: Session, document: OpenDocument, symbol: Symbol, container: str | None) -> list[Json]:
    row: Json = {
        "name": symbol.name,
        "kind": KINDS[symbol.kind],
        "location": {
            "uri": document.uri,
            "range": range_json(document.text, symbol.span, session.client.encoding),
        },
    }
    if container is not None:
        row["containerName"] = container
    return [row, *(one for child in symbol.children for one in _flat(session, document, child, symbol.name))]
